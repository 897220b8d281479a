using Decant.Adoption;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Students;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Tests.Adoption;

/// <summary>Networks from elsewhere answer under Decant's contract what their files answer by themselves.</summary>
public sealed class NetworkAdoptionTests : IDisposable
{
    private const int Count = 7;
    private static readonly AdoptionOptions s_asTheyAre = new() { Preprocessing = Preprocessing.None };
    private static readonly Shape s_standard = new("batch", 2, 6, 6);

    // How a file may be written: all of them are the same function with the same weights.
    private static readonly Dictionary<string, Func<Graph>> s_forms = new()
    {
        ["a batch of another name"] = () => ForeignNetwork.Of(s_standard),
        ["a fixed batch of 1"] = () => ForeignNetwork.Of(new Shape(1, 2, 6, 6)),
        ["a fixed batch of 4"] = () => ForeignNetwork.Of(new Shape(4, 2, 6, 6)),
        ["a fixed batch that an operator inside insists on"] = () =>
            ForeignNetwork.Of(new Shape(1, 2, 6, 6), x => x.Graph.Add(new Squeeze([0]), x).Unsqueeze(0)),
        ["a token repeated to the batch"] = () => ForeignNetwork.Of(s_standard, AfterToken),
        ["a token repeated to a fixed batch of 1"] = () => ForeignNetwork.Of(new Shape(1, 2, 6, 6), AfterToken),
        ["a token repeated to a fixed batch of 4"] = () => ForeignNetwork.Of(new Shape(4, 2, 6, 6), AfterToken),
        ["channels last"] = () => ForeignNetwork.Of(new Shape("n", 6, 6, 2), x => x.Transpose(0, 3, 1, 2)),
        ["rows of pixels"] = () => ForeignNetwork.Of(new Shape("n", 72), x => x.Reshape(new Shape("n", 2, 6, 6))),
        ["logits"] = () => ForeignNetwork.Of(s_standard, finish: z => z.Identity()),
        ["probabilities"] = () => ForeignNetwork.Of(s_standard, finish: z => z.Softmax()),
        ["probabilities that are made otherwise"] = () =>
            ForeignNetwork.Of(s_standard, finish: z => z.Exp() / z.Exp().ReduceSum([1], keepDimensions: true)),
        ["logarithms of probabilities that are made otherwise"] = () =>
            ForeignNetwork.Of(s_standard, finish: z => z - z.Exp().ReduceSum([1], keepDimensions: true).Log()),
        ["answers as images of one pixel"] = () =>
            ForeignNetwork.Of(s_standard, finish: z => z.Reshape(new Shape("batch", ForeignNetwork.Classes, 1, 1))),
        ["names that Decant uses itself"] = () =>
            Renamed(ForeignNetwork.Of(s_standard, finish: z => z.Softmax()), ("conv1", "logits"), ("fc", "input")),
    };

    private readonly WorkerPool _pool = new(2);

    public static TheoryData<string> Forms => [.. s_forms.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void However_a_file_is_written_it_answers_the_same(string form)
    {
        var images = ForeignNetwork.Images(Count);
        using var pixels = ForeignNetwork.Pixels(images, Count, 2, 6, 6);
        var expected = ForeignNetwork.Probabilities(ForeignNetwork.Run(ForeignNetwork.Of(s_standard), "fc", pixels));

        var adopted = NetworkAdoption.Run(s_forms[form](), s_asTheyAre, ForeignNetwork.Task(_pool, images), isTried: true);
        using var frozen = new FrozenNetwork(adopted.Network, Count, DeviceCatalogue.Default(_pool));

        Assert.Equal(expected, ForeignNetwork.Probabilities(NetworkAnswers.Of(frozen, images)), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData("a fixed batch of 4", false)]
    [InlineData("a token repeated to a fixed batch of 1", false)]
    [InlineData("a token repeated to a fixed batch of 4", false)]
    [InlineData("a fixed batch that an operator inside insists on", true)]
    public void A_fixed_batch_is_freed_or_run_in_pieces_and_that_is_said(string form, bool isInPieces)
    {
        var adopted = NetworkAdoption.Run(
            s_forms[form](),
            s_asTheyAre,
            ForeignNetwork.Task(_pool, ForeignNetwork.Images(Count)),
            isTried: false
        );

        Assert.Equal(isInPieces, adopted.Network[Network.Input].Shape[0].IsStatic);
        Assert.Equal(isInPieces, adopted.Notes.Any(note => note.Contains("in pieces", StringComparison.Ordinal)));
    }

    // A channel of its own in front of every sample, as a class token has; then the sample again.
    private static Value AfterToken(Value x)
    {
        var token = x.Graph.Add(
            new BroadcastTo(new Shape(x.Shape[0], 1, 6, 6)),
            x.Graph.AddInitializer("token", new Tensor(ElementType.Float32, 1, 1, 6, 6))
        );
        return new[] { token, x }.Concat(1).Slice(1, 1, 3);
    }

    [Fact]
    public void Logits_are_taken_from_before_a_softmax()
    {
        var adopted = NetworkAdoption.Run(
            s_forms["probabilities"](),
            s_asTheyAre,
            ForeignNetwork.Task(_pool, ForeignNetwork.Images()),
            isTried: false
        );

        Assert.DoesNotContain(adopted.Network.Nodes, node => node.Operator is Log);
        Assert.Contains(adopted.Notes, note => note == "the answer 'scores' comes after a softmax; its logits are 'fc'.");
    }

    [Fact]
    public void Logits_of_classes_are_taken_from_before_a_sigmoid()
    {
        var adopted = NetworkAdoption.Run(
            ForeignNetwork.Of(s_standard, finish: z => z.Sigmoid()),
            s_asTheyAre,
            ForeignNetwork.Task(_pool, ForeignNetwork.Images()),
            isTried: false
        );

        Assert.Contains(adopted.Notes, note => note == "the answer 'scores' comes after a sigmoid; its logits are 'fc'.");
    }

    [Theory]
    [InlineData("a column")]
    [InlineData("a list")]
    [InlineData("a column after a sigmoid")]
    public void One_number_per_sample_tells_two_classes_apart(string form)
    {
        var images = ForeignNetwork.Images(Count, ["no", "yes"]);
        using var pixels = ForeignNetwork.Pixels(images, Count, 2, 6, 6);
        var logits = ForeignNetwork.Run(One(z => z), "scores", pixels);

        var file = One(z =>
            form switch
            {
                "a column" => z,
                "a list" => z.Reshape(new Shape("batch")),
                _ => z.Sigmoid(),
            }
        );
        var adopted = NetworkAdoption.Run(file, s_asTheyAre, ForeignNetwork.Task(_pool, images), isTried: true);
        using var frozen = new FrozenNetwork(adopted.Network, Count, DeviceCatalogue.Default(_pool));

        Assert.Equal(logits.SelectMany(z => new[] { 0, z }), NetworkAnswers.Of(frozen, images), (a, b) => Math.Abs(a - b) < 1e-4);

        // Right is who says yes above 0; a student that answers as it does agrees with it on every sample.
        var judged = Evaluator.Run(frozen, images, LearningGoal.Classes, frozen, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(logits.Where((z, n) => (z > 0 ? 1 : 0) == images.Label(n)).Count() / (double)Count, judged.Metric("accuracy"));
        Assert.Equal(1, judged.Metric("agreement"));
        Assert.Contains(adopted.Notes, note => note == "its one number per sample says how much 'yes' is the class, rather than 'no'.");

        static Graph One(Func<Value, Value> finish) =>
            ForeignNetwork.Of(s_standard, finish: z => finish(z.ReduceSum([1], keepDimensions: true)));
    }

    [Theory]
    [InlineData(255, 0, 1)]
    [InlineData(255, 127, 128)]
    [InlineData(1, 0.5, 0.25)]
    public void What_a_network_wants_done_to_its_inputs_lies_inside_it_then(double range, double mean, double deviation)
    {
        var images = ForeignNetwork.Images(Count);
        using var pixels = ForeignNetwork.Pixels(images, Count, 2, 6, 6);
        foreach (ref var pixel in pixels.Span<float>())
        {
            pixel = (float)(((range * pixel) - mean) / deviation);
        }

        var expected = ForeignNetwork.Probabilities(ForeignNetwork.Run(ForeignNetwork.Of(s_standard), "fc", pixels));
        var known = new AdoptionOptions { Preprocessing = new Preprocessing(range, new InputScaling([mean], [deviation])) };
        using var frozen = new FrozenNetwork(
            NetworkAdoption.Run(ForeignNetwork.Of(s_standard), known, ForeignNetwork.Task(_pool, images), isTried: false).Network,
            Count,
            DeviceCatalogue.Default(_pool)
        );

        Assert.Equal(expected, ForeignNetwork.Probabilities(NetworkAnswers.Of(frozen, images)), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void Bytes_are_read_as_bytes()
    {
        var images = ForeignNetwork.Images(Count);
        using var pixels = ForeignNetwork.Pixels(images, Count, 2, 6, 6);
        var expected = ForeignNetwork.Probabilities(ForeignNetwork.Run(ForeignNetwork.Of(s_standard), "fc", pixels));
        var file = ForeignNetwork.Of(s_standard, x => x.Cast(ElementType.Float32) / 255, type: ElementType.UInt8);
        var known = new AdoptionOptions { Preprocessing = new Preprocessing(255, InputScaling.None) };
        using var frozen = new FrozenNetwork(
            NetworkAdoption.Run(file, known, ForeignNetwork.Task(_pool, images), isTried: false).Network,
            Count,
            DeviceCatalogue.Default(_pool)
        );

        Assert.Equal(expected, ForeignNetwork.Probabilities(NetworkAnswers.Of(frozen, images)), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void A_network_that_Decant_wrote_is_taken_at_its_word()
    {
        var own = Network.Build(new Mlp { Hidden = [4] }, [2, 6, 6], 3, InputScaling.None, seed: 1);

        Assert.Same(
            own,
            NetworkAdoption.Run(own, new AdoptionOptions(), ForeignNetwork.Task(_pool, ForeignNetwork.Images()), isTried: true).Network
        );
    }

    [Fact]
    public void What_is_restored_is_the_file_with_the_new_numbers()
    {
        var file = s_forms["a fixed batch of 4"]();
        var adopted = NetworkAdoption.Run(file, s_asTheyAre, ForeignNetwork.Task(_pool, ForeignNetwork.Images()), isTried: false);
        adopted.Network["fc.bias"].Data!.Span<float>()[1] = 42;

        var restored = adopted.Restore(adopted.Network);

        Assert.Equal(file.Inputs.Select(value => value.ToString()), restored.Inputs.Select(value => value.ToString()));
        Assert.Equal(file.Outputs.Select(value => value.ToString()), restored.Outputs.Select(value => value.ToString()));
        Assert.Equal(file.Nodes.Select(node => node.Operator), restored.Nodes.Select(node => node.Operator));
        Assert.Equal(42, restored["fc.bias"].Data!.Span<float>()[1]);
        Assert.Equal(file["conv1.weight"].Data!.Span<float>().ToArray(), restored["conv1.weight"].Data!.Span<float>().ToArray());
        Assert.NotEqual(42, file["fc.bias"].Data!.Span<float>()[1]);
        Assert.Equal("as they are", Preprocessing.Of(restored)!.ToString());
    }

    [Fact]
    public void What_cannot_be_taken_is_refused_with_the_way_out()
    {
        Assert.Contains("it takes samples of [5, 6, 6], the data have [2, 6, 6]", Refusal(Fives()), StringComparison.Ordinal);
        Assert.Contains(
            "expected an output with 3 numbers per sample",
            Refusal(ForeignNetwork.Of(s_standard, finish: z => z.ReduceSum([1], keepDimensions: true))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "nearest: 'fc'",
            Refusal(ForeignNetwork.Of(s_standard), new AdoptionOptions { OutputName = "fcc" }),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.Contains(
            "head: expected 3 classes, as the data have (a, b, c), received 9",
            Refusal(ForeignNetwork.Of(s_standard), new AdoptionOptions { HeadSize = 9 }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "preprocess.mean: expected 1 number, or 2: one for each channel or column of the data, received 3",
            Refusal(ForeignNetwork.Of(s_standard), Way([1, 2, 3], [1])),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "preprocess.std: expected 1 number, or 2",
            Refusal(ForeignNetwork.Of(s_standard), Way([1], [1, 2, 3])),
            StringComparison.Ordinal
        );
        var two = ForeignNetwork.Of(s_standard);
        two.AddInput("mask", ElementType.Float32, new Shape(1));
        Assert.Contains("expected one input", Refusal(two), StringComparison.Ordinal);

        static AdoptionOptions Way(double[] mean, double[] deviation) =>
            new() { Preprocessing = new Preprocessing(1, new InputScaling(mean, deviation)) };

        static Graph Fives()
        {
            var graph = new Graph("fives");
            graph.AddOutput(
                graph
                    .AddInput("x", ElementType.Float32, new Shape("n", 5, 6, 6))
                    .GlobalAveragePool()
                    .Reshape(new Shape("n", 5))
                    .Slice(1, 0, 3),
                "y"
            );
            return graph;
        }
    }

    public void Dispose() => _pool.Dispose();

    private string Refusal(Graph file, AdoptionOptions? known = null) =>
        Assert
            .Throws<DecantException>(() =>
                NetworkAdoption.Run(
                    file,
                    known ?? new AdoptionOptions(),
                    ForeignNetwork.Task(_pool, ForeignNetwork.Images()),
                    isTried: true
                )
            )
            .Message;

    private static Graph Renamed(Graph graph, params (string From, string To)[] names)
    {
        foreach (var (from, to) in names)
        {
            graph.Rename(graph[from], to);
        }

        return graph;
    }
}
