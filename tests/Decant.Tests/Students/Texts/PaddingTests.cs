using Decant.Engine.Graphs;
using Decant.Engine.Randomness;
using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Options;
using Decant.SoftTargets;
using Decant.Students.Texts;
using Decant.Tasks;
using Decant.Tests.Shared;
using Decant.Training;

namespace Decant.Tests.Students.Texts;

/// <summary>
/// Padding carries nothing: a batch padded to twice its length gives the same loss and derivatives, for every text student and every loss.
/// What pads has ids, teacher's answers and values of its own.
/// </summary>
public class PaddingTests
{
    private const int Texts = 4,
        Length = 11,
        TeacherWidth = 10,
        TeacherHeads = 2;

    // Those that compare images, which texts are not.
    private static readonly string[] s_ofImages = ["attention-transfer", "nst", "cwd", "review-kd", "pairwise"];

    private static readonly Encoder s_encoder = new()
    {
        Layers = 1,
        Width = 8,
        Heads = TeacherHeads,
        Dropout = 0,
    };

    public static TheoryData<string, bool> Kinds => TextCases.All;

    public static TheoryData<string> Hints => [.. DistillationLosses.All.OfType<HintLoss>().Select(loss => loss.Name).Except(s_ofImages)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_loss_of_answers_is_the_same_on_a_batch_of_twice_the_length(string kind, bool answersTokens)
    {
        var student = TextCases.Build(kind, answersTokens);
        LearningTask task = answersTokens ? new TokenTask() : LearningTasks.Default;
        var losses = DistillationLosses.All.Where(loss => loss is not HintLoss && loss.Fits(task) && loss.Name != "exits").ToArray();
        Assert.True(losses.Length > 12, $"{losses.Length} losses.");
        foreach (var loss in losses)
        {
            Same(
                new TrainingDesign(student, [loss with { Weight = 1 }])
                {
                    Peers = loss is PeersLoss ? [TextCases.Build(kind, answersTokens, 8)] : [],
                },
                task
            );
        }
    }

    [Theory]
    [MemberData(nameof(Hints))]
    public void Every_loss_of_hidden_values_is_the_same_on_a_batch_of_twice_the_length(string name)
    {
        var loss = Named((HintLoss)DistillationLosses.All.Find(name));
        foreach (var answersTokens in new[] { false, true })
        {
            Same(
                new TrainingDesign(TextCases.Build(s_encoder, answersTokens), [loss with { Weight = 1 }])
                {
                    TeacherValues = [.. loss.TeacherValues.Select(value => new TeacherValue(value, ShapeOf(value)))],
                    SampleCount = 20,
                },
                answersTokens ? new TokenTask() : LearningTasks.Default
            );
        }
    }

    [Theory]
    [InlineData("layer1")]
    [InlineData("embeddings")]
    public void An_exit_reads_the_tokens_of_its_text_alone(string value) =>
        Same(new TrainingDesign(TextCases.Build(s_encoder), [new ExitsLoss { At = new([value]), Weight = 1 }]), LearningTasks.Default);

    [Fact]
    public void Losses_of_images_refuse_the_hidden_states_of_texts()
    {
        var hidden = new Shape("N", "T", 8);
        Assert.All(s_ofImages.Select(DistillationLosses.All.Find).Cast<HintLoss>(), loss =>
            Assert.Contains("expected images", loss.Problem([hidden], [hidden]), StringComparison.Ordinal)
        );
    }

    private static void Same(TrainingDesign design, LearningTask task)
    {
        design = design with { Task = task, Schema = TextCases.Schema };
        var courses = new Dictionary<string, ScheduledNumber>();
        var graph = TrainingGraph.Build(design, courses);
        var (plain, padded) = (Run(graph, courses, Length), Run(graph, courses, 2 * Length));
        var term = design.Terms[0].Name;
        Assert.True(plain[TrainingGraph.TotalLoss].Span<float>()[0] is not 0 and var value && float.IsFinite(value), term);
        // Losses, derivatives and states; the others are values of the networks, which are longer now.
        foreach (var output in graph.Outputs.Where(output => output.Shape.IsStatic))
        {
            var (expected, received) = (plain[output.Name].Span<float>().ToArray(), padded[output.Name].Span<float>().ToArray());
            var largest = Math.Max(1, expected.Max(Math.Abs));
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.True(
                    Math.Abs(expected[i] - received[i]) <= 1e-6 * largest,
                    $"{term}, {output.Name}[{i}]: {expected[i]:R} without and {received[i]:R} with padding."
                );
            }
        }
    }

    private static Dictionary<string, Tensor> Run(Graph graph, Dictionary<string, ScheduledNumber> courses, int width)
    {
        var inputs = TextCases.Batch(Texts, Length, width, filler: 5);
        foreach (var input in graph.Inputs.Where(input => !inputs.ContainsKey(input.Name)).ToArray())
        {
            inputs[input.Name] = courses.ContainsKey(input.Name) ? Tensor.Scalar(1f) : Filled(input, width);
        }

        return GraphRun.Of(graph, inputs, "managed");
    }

    // Numbers that depend on text and place alone, and after a text's end on the width too.
    private static Tensor Filled(Value input, int width)
    {
        if (input.Shape.Rank == 0)
        {
            return input.Type == ElementType.Int64 ? Tensor.Scalar(3L) : Tensor.Scalar(1f);
        }

        var sizes = new Dictionary<string, int> { ["N"] = Texts, ["T"] = width };
        int[] dimensions = [.. input.Shape.Select(size => size.Resolve(sizes))];
        var tensor = new Tensor(input.Type, dimensions);
        long[] place = new long[dimensions.Length];
        for (var element = 0; element < tensor.Count; element++)
        {
            long rest = element;
            for (var axis = dimensions.Length - 1; axis >= 0; axis--)
            {
                (rest, place[axis]) = Math.DivRem(rest, dimensions[axis]);
            }

            var isPadding = input
                .Shape.Index()
                .Any(axis => !axis.Item.IsStatic && axis.Index > 0 && place[axis.Index] >= TextCases.LengthOf((int)place[0], Length));
            var stream = new RandomStream(isPadding ? (ulong)width : 0, $"{input.Name} {string.Join(',', place)}");
            if (input.Type == ElementType.Int64)
            {
                tensor.Span<long>()[element] =
                    input.Name == TrainingGraph.Samples ? place[0] * 3
                    : isPadding ? -1
                    : (long)(stream.NextDouble() * TextCases.Classes);
            }
            else
            {
                tensor.Span<float>()[element] = input.Name.EndsWith(".mask", StringComparison.Ordinal)
                    ? (isPadding ? 0 : 1)
                    : (float)stream.NextNormal() * (isPadding ? 100 : 1);
            }
        }

        return tensor;
    }

    private static HintLoss Named(HintLoss loss) =>
        loss switch
        {
            AttentionRelationsLoss relations => relations with
            {
                Teacher = new ValueList<string>(["q", "k", "v"]),
                Student = new ValueList<string>(["layer1.queries", "layer1.keys", "layer1.values"]),
            },
            AttentionMapsLoss maps => maps with { Teacher = "scores", Student = "layer1.scores" },
            HintPairLoss pair => pair with { Teacher = "hidden", Student = "layer1" },
            _ => throw new NotSupportedException($"{loss.Name}: say which values it reads."),
        };

    private static Shape ShapeOf(string teacherValue) =>
        teacherValue switch
        {
            "hidden" => new("N", "T", TeacherWidth),
            "scores" => new("N", TeacherHeads, "T", "T"),
            _ => new("N", TeacherHeads, "T", TeacherWidth / TeacherHeads),
        };
}
