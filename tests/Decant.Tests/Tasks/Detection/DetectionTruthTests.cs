using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Tasks;
using Decant.Tasks.Detection;

namespace Decant.Tests.Tasks.Detection;

/// <summary>
/// The loss of a detector with the truth next to PyTorch's number and gradients (golden-losses.py): three pictures, of which one has no box,
/// two levels, two classes, five bins.
/// </summary>
public class DetectionTruthTests
{
    private const int Places = 26;
    private const int Classes = 2;
    private const int Bins = 5;

    [Fact]
    public void Value_and_gradients_are_those_of_PyTorch()
    {
        using var truth = new Truth(new HardLabelsLoss());

        var (value, z, d) = truth.Run(Truth.Logits, Truth.Distances);

        Assert.Equal(4.954994243730058, value, 1e-9);
        Assert.Equal(0.11670109024516868, z.Sum(one => one * one), 1e-9);
        Assert.Equal(0.00798288358272119, d.Sum(one => one * one), 1e-9);

        // Ours are [N, C, L] and PyTorch's [N, L, C]: the first place's two classes, then the second's.
        double[] first = [z[0], z[Places], z[1], z[Places + 1]];
        double[] golden = [0.0156993050073677, 0.02117280357185316, 0.050240413716836047, 0.014986288220729652];
        Assert.All(first.Zip(golden), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }

    [Fact]
    public void A_crowd_hides_the_places_in_it_that_have_no_box_and_an_unknown_picture_all_of_its_places()
    {
        using var truth = new Truth(new HardLabelsLoss());

        var (_, known, _) = truth.Run(Truth.Logits, Truth.Distances);
        var (_, crowd, far) = truth.Run(Truth.Logits, Truth.Distances, crowdOfThird: 1);
        var (_, unknown, _) = truth.Run(Truth.Logits, Truth.Distances, classOfThird: -1);

        // Place 7 of the third picture is in its box.
        var place = (2 * Classes * Places) + 7;
        Assert.NotEqual(0, known[place]);
        Assert.Equal(0, crowd[place], 1e-12);
        Assert.All(far[^(Places * 4 * Bins)..], one => Assert.Equal(0, one, 1e-12));
        Assert.All(unknown[^(Classes * Places)..], one => Assert.Equal(0, one, 1e-12));
        Assert.NotEqual(0, crowd[^1]);
    }

    [Theory]
    [InlineData("detection-soft-targets")]
    [InlineData("localisation")]
    public void Losses_with_a_teacher_are_least_where_both_agree_and_have_the_gradient_of_differences(string name)
    {
        var loss = LearningTasks.Of("object-detection").Losses.Single(one => one.Name == name);
        using var truth = new Truth(loss);
        var (z, d) = (Truth.Wave(Truth.Logits.Length, 0.31, 2), Truth.Wave(Truth.Distances.Length, 0.47, 1.5));

        var (value, dz, dd) = truth.Run(z, d);
        var (least, _, flat) = truth.Run(Truth.Logits, Truth.Distances);

        Assert.Equal(0, least, 1e-9);
        Assert.All(flat, one => Assert.Equal(0, one, 1e-9));
        Assert.True(value > 0.01, $"{value}");
        foreach (var place in new[] { 0, 17, 40, 100, 151 })
        {
            Assert.Equal(Difference(z, place, moved => truth.Run(moved, d).Value), dz[place], 1e-6);
            Assert.Equal(Difference(d, 3 * place, moved => truth.Run(z, moved).Value), dd[3 * place], 1e-6);
        }
    }

    [Fact]
    public void Generalised_overlap_of_boxes_that_do_not_touch_is_below_0()
    {
        // 2 × 2 and 2 × 2, 2 apart: I = 0, U = 8, E = 6 · 2, so −(12 − 8)/12.
        Assert.Equal(-1 / 3.0, Generalised([0, 0, 2, 2], [4, 0, 6, 2]), 1e-6);

        // One inside the other: E = U, so I/U = 1/4.
        Assert.Equal(0.25, Generalised([0, 0, 4, 4], [1, 1, 3, 3]), 1e-6);
    }

    private static double Generalised(double[] one, double[] other)
    {
        var graph = new Graph("boxes");
        Value Box(string name, double[] numbers) => graph.AddInitializer(name, Tensor.From<double>(numbers, 1, 1, 4));
        graph.AddOutput(Overlap.Generalised(Overlap.Edges(Box("one", one)), Overlap.Edges(Box("other", other))).Identity(), "value");
        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(graph, new CompileOptions { Device = DeviceCatalogue.Open("reference", pool) });
        executable.Run();
        return executable["value"].Span<double>()[0];
    }

    private static double Difference(double[] x, int place, Func<double[], double> value)
    {
        const double step = 1e-5;
        double[] Moved(double by) => [.. x.Select((one, i) => i == place ? one + by : one)];
        return (value(Moved(step)) - value(Moved(-step))) / (2 * step);
    }

    /// <summary>The graph of a loss on the pictures of golden-losses.py; the teacher's answers are those waves.</summary>
    private sealed class Truth : IDisposable
    {
        private readonly WorkerPool _pool = new(1);
        private readonly Executable _executable;

        public Truth(DistillationLoss loss)
        {
            var graph = new Graph("truth");
            var logits = graph.AddInput("logits", ElementType.Float64, new Shape("N", Classes, Places));
            var distances = graph.AddInput("distances", ElementType.Float64, new Shape("N", Places, 4 * Bins));
            var grid = LocationGrid.Of(graph, [(4, 5, 8), (2, 3, 16)]);
            graph.Rename(grid.Locations, "single.locations");
            graph.Rename(grid.Strides, "single.strides");
            graph.AddNamedInitializer("locations", grid.Locations.Data!.To(ElementType.Float64));
            graph.AddNamedInitializer("strides", grid.Strides.Data!.To(ElementType.Float64));
            var task = LearningTasks.Of("object-detection");
            graph.AddInput("teacher/distances", ElementType.Float64, distances.Shape);
            var signals = new LossSignals(
                task.Rows(logits),
                loss.NeedsTeacher ? task.Rows(graph.AddInput("teacher", ElementType.Float64, logits.Shape)) : null
            )
            {
                Task = task,
                FindStudent = graph.Find,
                Fields = new Dictionary<string, TensorType>
                {
                    ["boxes"] = new(ElementType.Float32, new Shape("N", "B", 4)),
                    ["boxes.mask"] = new(ElementType.Float32, new Shape("N", "B")),
                    ["box.class"] = new(ElementType.Int64, new Shape("N", "B")),
                    ["box.crowd"] = new(ElementType.Int64, new Shape("N", "B")),
                },
            };
            var value = loss.Build(signals);
            Value[] variables = [logits, distances];
            foreach (var (variable, gradient) in variables.Zip(value.Differentiate(variables)))
            {
                graph.AddOutput(gradient.Identity(), $"gradient/{variable.Name}");
            }

            graph.AddOutput(value.Identity(), "value");
            _executable = Executable.Compile(
                graph,
                new CompileOptions
                {
                    Device = DeviceCatalogue.Open("reference", _pool),
                    Bounds = new Dictionary<string, int> { ["N"] = 4, ["B"] = 5 },
                }
            );
            _executable.Resize("N", 3);
            if (!loss.NeedsTeacher)
            {
                _executable.Resize("B", 2);
            }
        }

        // [N, L, C] in PyTorch's order of numbers, here [N, C, L].
        public static double[] Logits { get; } =
        [
            .. from n in Enumerable.Range(0, 3)
            from c in Enumerable.Range(0, Classes)
            from place in Enumerable.Range(0, Places)
            select Math.Sin(((((n * Places) + place) * Classes) + c) * 0.7) * 1.5,
        ];

        public static double[] Distances { get; } = Wave(3 * Places * 4 * Bins, 1.3, 2);

        public static double[] Wave(int count, double step, double size) =>
            [.. Enumerable.Range(0, count).Select(i => Math.Sin(i * step) * size)];

        public (double Value, double[] Logits, double[] Distances) Run(
            double[] logits,
            double[] distances,
            int classOfThird = 1,
            int crowdOfThird = 0
        )
        {
            const double none = double.NaN;
            double[] boxes =
            [
                1,
                2,
                22,
                20,
                10,
                8,
                37,
                31,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                18,
                4,
                34,
                30,
                none,
                none,
                none,
                none,
            ];
            Bind("logits", Tensor.From<double>(logits, 3, Classes, Places));
            Bind("distances", Tensor.From<double>(distances, 3, Places, 4 * Bins));
            Bind("teacher", Tensor.From<double>(Logits, 3, Classes, Places));
            Bind("teacher/distances", Tensor.From<double>(Distances, 3, Places, 4 * Bins));
            Bind("field/boxes", Tensor.From<double>(boxes, 3, 2, 4));
            Bind("field/boxes.mask", Tensor.From<double>([1, 1, 0, 0, 1, 0], 3, 2));
            Bind("field/box.class", Tensor.From<long>([1, 0, -1, -1, classOfThird, -1], 3, 2));
            Bind("field/box.crowd", Tensor.From<long>([0, 0, -1, -1, crowdOfThird, -1], 3, 2));
            _executable.Run();
            return (
                _executable["value"].Span<double>()[0],
                _executable["gradient/logits"].Span<double>()[..logits.Length].ToArray(),
                _executable["gradient/distances"].Span<double>()[..distances.Length].ToArray()
            );
        }

        public void Dispose()
        {
            _executable.Dispose();
            _pool.Dispose();
        }

        private void Bind(string name, Tensor tensor)
        {
            if (_executable.Has(name))
            {
                _executable.Bind(name, tensor);
            }
        }
    }
}
