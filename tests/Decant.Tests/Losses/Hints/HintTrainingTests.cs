using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Notices;
using Decant.Options;
using Decant.Students;
using Decant.Tasks;
using Decant.Teachers;
using Decant.Tests.Training.PyTorch;
using Decant.Training;
using Decant.Training.Optimizers;

namespace Decant.Tests.Losses.Hints;

/// <summary>Every loss of hidden values in a whole training: small networks of other widths and sizes than their teachers.</summary>
public sealed class HintTrainingTests
{
    private const int Batch = 6,
        Classes = 3,
        Steps = 4;
    private static readonly Sgd s_sgd = new();

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var loss in DistillationLosses.All.OfType<HintPairLoss>().Where(loss => loss is not AttentionMapsLoss))
            {
                pairs.Add(loss.Name, "cnn");
                if (loss is not (AttentionTransferLoss or NeuronSelectivityLoss or ChannelWiseLoss or PairwiseSimilarityLoss))
                {
                    pairs.Add(loss.Name, "mlp");
                }
            }

            pairs.Add("review-kd", "cnn");
            pairs.Add("attention-maps", "transformer");
            pairs.Add("hidden-states", "transformer");
            pairs.Add("attention-relations", "transformer");
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_few_steps_lessen_the_loss_allocate_nothing_and_leave_the_exported_graph_as_it_was(string loss, string kind)
    {
        using var training = new Training(loss, kind);
        var before = training.Step.Snapshot().Initializers.Select(value => value.Name).ToArray();
        var first = training.Run(1);
        for (var step = 2; step < 12; step++)
        {
            training.Run(step);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        training.Feed(12);
        training.Feed(13);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);

        var last = training.Run(14);
        Assert.True(double.IsFinite(last), $"{last}");
        // Negatives that are drawn anew in each step make crd's values incomparable.
        Assert.True(last < first || loss == "crd", FormattableString.Invariant($"{first} became {last}"));
        var snapshot = training.Step.Snapshot();
        Assert.Equal(before, snapshot.Initializers.Select(value => value.Name));
        Assert.DoesNotContain(snapshot.Initializers, value => value.Name.StartsWith(loss + "/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hint", "cnn", "projection.weight")]
    [InlineData("hint", "cnn", "projection.bias")]
    [InlineData("hint", "mlp", "projection.weight")]
    [InlineData("cwd", "cnn", "projection.weight")]
    [InlineData("contrastive", "mlp", "projection.weight")]
    [InlineData("vid", "cnn", "variance")]
    [InlineData("vid", "mlp", "variance")]
    [InlineData("vid", "mlp", "projection.weight")]
    [InlineData("crd", "cnn", "student.weight")]
    [InlineData("crd", "cnn", "teacher.weight")]
    [InlineData("review-kd", "cnn", "fusion1.attention.weight")]
    [InlineData("review-kd", "cnn", "fusion2.wide.weight")]
    [InlineData("hidden-states", "transformer", "projection.weight")]
    public void What_a_term_trains_changes(string loss, string kind, string parameter)
    {
        using var training = new Training(loss, kind);
        var name = $"{loss}/{parameter}";
        var before = training.Parameter(name);
        for (var step = 1; step <= Steps; step++)
        {
            training.Run(step);
        }

        Assert.NotEqual(before, training.Parameter(name));
    }

    [Fact]
    public void The_variance_of_vid_begins_at_5() =>
        Assert.All(Parameters("vid", "mlp", "variance"), rho => Assert.Equal(5, Math.Log(1 + Math.Exp(rho)) + 1e-5, 1e-6));

    private static float[] Parameters(string loss, string kind, string name)
    {
        using var training = new Training(loss, kind);
        return training.Parameter($"{loss}/{name}");
    }

    private sealed class Training : IDisposable
    {
        private readonly WorkerPool _pool = new(1);
        private readonly FrozenNetwork _teacher;
        private readonly Tensor _inputs;
        private readonly int[] _samples = [.. Enumerable.Range(0, Batch)];
        private readonly Tensor _logits;

        public Training(string loss, string kind)
        {
            var (student, teacher, term) = Networks(loss, kind);
            int[] sample = [.. student.Inputs[0].Shape.Skip(1).Select(size => size.Size)];
            term = term with { Weight = 1 };
            Assert.DoesNotContain(
                TermNotices.Of([term], new LossSetting(LearningTasks.Default, Classes, Batch), () => student, () => teacher),
                notice => notice.Kind != NoticeKind.Note
            );
            _teacher = new FrozenNetwork(teacher, Batch, DeviceCatalogue.Default(_pool), [.. term.TeacherValues]);
            _inputs = Numbers.Tensor(
                ElementType.Float32,
                Numbers.Fractions("hint training", Batch * sample.Aggregate((product, size) => product * size)),
                [Batch, .. sample]
            );
            _logits = _teacher.Answer(_inputs, Batch);
            Step = new TrainingStep(
                new TrainingDesign(student, [term]) { TeacherValues = _teacher.Values, SampleCount = 2 * Batch },
                new StepSettings
                {
                    Optimizer = new Sgd { LearningRate = 0.01 },
                    Batch = Batch,
                    Seed = 1,
                    Device = DeviceCatalogue.Default(_pool),
                }
            );
        }

        public TrainingStep Step { get; }

        public double Run(long number)
        {
            Feed(number);
            return Step.Terms[0];
        }

        public void Feed(long number) =>
            Step.Run(
                new StepInput
                {
                    Inputs = _inputs,
                    Count = Batch,
                    TeacherLogits = _logits,
                    TeacherValues = _teacher.ValueAnswers,
                    Samples = _samples,
                    LearningRate = 0.01,
                    Number = number,
                }
            );

        public float[] Parameter(string name) => Step.Parameter(name).Span<float>().ToArray();

        public void Dispose()
        {
            Step.Dispose();
            _teacher.Dispose();
            _pool.Dispose();
        }

        private static (Graph Student, Graph Teacher, DistillationLoss Term) Networks(string loss, string kind) =>
            (loss, kind) switch
            {
                ("review-kd", _) => (
                    Convolutional(4, 6),
                    Convolutional(5, 8, 7),
                    new ReviewLoss { Student = ["block1", "block2"], Teacher = ["block1", "block2"] }
                ),
                ("attention-relations", _) => (
                    Transformer(2, 2),
                    Transformer(4, 3),
                    new AttentionRelationsLoss
                    {
                        Student = ["q", "k", "v"],
                        Teacher = ["q", "k", "v"],
                        RelationHeads = 2,
                    }
                ),
                ("attention-maps", _) => (Transformer(2, 2), Transformer(2, 3), Pair(loss, "scores", "scores")),
                ("hidden-states", "transformer") => (Transformer(2, 2), Transformer(4, 3), Pair(loss, "states", "states")),
                (_, "mlp") => (Perceptron(7), Perceptron(9), Pair(loss, "layer1.active", "layer1.active")),
                _ => (Convolutional(4, 6), Convolutional(5, 8, 7), Pair(loss, "block2", "block1")),
            };

        private static DistillationLoss Pair(string loss, string student, string teacher) =>
            (HintPairLoss)DistillationLosses.All.Find(loss) with
            {
                Student = student,
                Teacher = teacher,
            };

        private static Graph Convolutional(params int[] channels) =>
            Network.Build(
                new Cnn { Channels = new ValueList<int>(channels) },
                [1, 8, 8],
                Classes,
                InputScaling.None,
                seed: (ulong)channels.Length
            );

        private static Graph Perceptron(int units) =>
            Network.Build(new Mlp { Hidden = new ValueList<int>([units]) }, [10], Classes, InputScaling.None, seed: (ulong)units);

        // One layer of attention over four positions of three numbers.
        private static Graph Transformer(int heads, int width) => Network.Build(Architecture.Of("transformer", (network, answers) =>
                {
                    var flat = network.Samples.Reshape(new Shape((Dimension)"N" * 4, 3));
                    Value Heads(string name) =>
                        network.Named(
                            network
                                .Linear(flat, heads * width, name + ".linear")
                                .Reshape(new Shape("N", 4, heads, width))
                                .Transpose(0, 2, 1, 3),
                            name
                        );
                    var (q, k, v) = (Heads("q"), Heads("k"), Heads("v"));
                    var scores = network.Named(q.MatMul(k.Transposed()) * (1 / Math.Sqrt(width)), "scores");
                    var states = network.Named(
                        scores.Softmax().MatMul(v).Transpose(0, 2, 1, 3).Reshape(new Shape("N", 4, heads * width)),
                        "states"
                    );
                    return network.Linear(states.Flatten(), answers, "head", isHead: true);
                }), [4, 3], Classes, InputScaling.None, seed: (ulong)heads);
    }
}
