using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Tasks;

namespace Decant.Tests.Tasks.Segmentation;

/// <summary>The losses of classes on logits [N, C, H, W], against their formulas written out pixel by pixel.</summary>
public class PixelLossTests
{
    private const int N = 2,
        C = 3,
        H = 2,
        W = 3;
    private const double Temperature = 2.5;
    private const double Step = 1e-5;

    private static readonly long[] s_labels = [0, 2, -1, 1, 1, 0, 2, -1, -1, 0, 1, 2];
    private static readonly double[] s_student = Numbers(1),
        s_teacher = Numbers(7);

    [Fact]
    public void Hard_labels_are_the_mean_over_the_pixels_that_count()
    {
        var expected = Pixels().Where(place => Label(place) >= 0).Average(place => -Math.Log(Softmax(s_student, place, 1)[Label(place)]));

        Assert.Equal(expected, Run(new HardLabelsLoss(), s_student).Value, 1e-12);
    }

    [Fact]
    public void Soft_targets_are_the_mean_over_all_pixels_times_the_temperature_squared_once()
    {
        var expected =
            Temperature
            * Temperature
            * Pixels()
                .Average(place =>
                {
                    var (p, q) = (Softmax(s_teacher, place, Temperature), Softmax(s_student, place, Temperature));
                    return p.Zip(q, (own, other) => own * (Math.Log(own) - Math.Log(other))).Sum();
                });

        Assert.Equal(expected, Run(Soft, s_student).Value, 1e-12);
    }

    [Theory]
    [InlineData("hard-labels")]
    [InlineData("soft-targets")]
    [InlineData("reverse-kl")]
    public void The_gradient_is_that_of_finite_differences(string name)
    {
        var loss = name == "soft-targets" ? Soft : DistillationLosses.All.Find(name);
        var gradient = Run(loss, s_student).Gradient;
        for (var i = 0; i < s_student.Length; i++)
        {
            Assert.Equal((Run(loss, Moved(i, Step)).Value - Run(loss, Moved(i, -Step)).Value) / (2 * Step), gradient[i], 1e-8);
        }
    }

    [Fact]
    public void A_pixel_that_does_not_count_has_no_gradient_of_labels()
    {
        var gradient = Run(new HardLabelsLoss(), s_student).Gradient;

        Assert.All(Pixels().Where(place => Label(place) < 0), place =>
            Assert.All(Enumerable.Range(0, C), c => Assert.Equal(0, gradient[At(place, c)]))
        );
    }

    private static SoftTargetsLoss Soft => new() { Temperature = Temperature };

    private static IEnumerable<(int N, int Pixel)> Pixels() =>
        from n in Enumerable.Range(0, N)
        from pixel in Enumerable.Range(0, H * W)
        select (n, pixel);

    private static int Label((int N, int Pixel) place) => (int)s_labels[(place.N * H * W) + place.Pixel];

    private static int At((int N, int Pixel) place, int c) => (((place.N * C) + c) * H * W) + place.Pixel;

    private static double[] Softmax(double[] logits, (int N, int Pixel) place, double temperature)
    {
        double[] powers = [.. Enumerable.Range(0, C).Select(c => Math.Exp(logits[At(place, c)] / temperature))];
        return [.. powers.Select(power => power / powers.Sum())];
    }

    private static double[] Numbers(int seed) =>
        [.. Enumerable.Range(0, N * C * H * W).Select(i => Math.Sin((seed * 1.7) + (i * 2.3)) * 3)];

    private static double[] Moved(int element, double step) => [.. s_student.Select((number, i) => i == element ? number + step : number)];

    private static (double Value, double[] Gradient) Run(DistillationLoss loss, double[] student)
    {
        var task = LearningTasks.Of("image-segmentation");
        var graph = new Graph("loss");
        var shape = new Shape("N", C, H, W);
        var (logits, teacher) = (
            graph.AddInput("student", ElementType.Float64, shape),
            graph.AddInput("teacher", ElementType.Float64, shape)
        );
        var labels = graph.AddInput("labels", ElementType.Int64, task.LabelShape(shape));
        var value = loss.Build(new LossSignals(task.Rows(logits), task.Rows(teacher), task.LabelRows(labels)) { Task = task });
        graph.AddOutput(value.Identity(), "value");
        graph.AddOutput(value.Differentiate([logits])[0].Identity(), "gradient");
        var inputs = new Dictionary<string, Tensor>
        {
            ["student"] = Tensor.From<double>(student, N, C, H, W),
            ["teacher"] = Tensor.From<double>(s_teacher, N, C, H, W),
            ["labels"] = Tensor.From<long>(s_labels, N, H, W),
        };
        var answers = Decant.Tests.Shared.GraphRun.Of(graph, inputs, "reference");
        return (answers["value"].Span<double>()[0], answers["gradient"].Span<double>()[..student.Length].ToArray());
    }
}
