using Decant.Data;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Options;
using Decant.Runs;
using Decant.SoftTargets;
using Decant.Students;
using Decant.Teachers;
using Decant.Tests.Training.PyTorch;
using Decant.Training;
using Decant.Training.Optimizers;
using Decant.Training.Schedules;

namespace Decant.Tests.Training;

/// <summary>A training that is interrupted and continued, against the same training in one go.</summary>
public sealed class ResumedTrainingTests : IDisposable
{
    private const int Samples = 22,
        Classes = 3,
        BatchSize = 4,
        StepsPerEpoch = 6,
        Epochs = 3;
    private static readonly Sgd s_sgd = new();
    private static readonly AdamW s_adamW = new();
    private readonly WorkerPool _pool = new(2);
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-states").FullName;
    private readonly List<string> _notes = [];

    public static TheoryData<string> Schemes =>
        ["sgd", "adamw", "crd", "vid", "curriculum", "average", "stopping", "bfloat16", "clipped", "peers"];

    public void Dispose()
    {
        _pool.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void A_training_that_is_stopped_and_continued_has_the_bits_of_one_that_was_not(string scheme)
    {
        var expected = Run(scheme, store: null);
        foreach (
            var stops in (int[][])
                [
                    [1],
                    [StepsPerEpoch],
                    [4, 5, 13],
                ]
        )
        {
            var store = Store(Timeout.InfiniteTimeSpan);
            foreach (var stop in stops)
            {
                Assert.ThrowsAny<OperationCanceledException>(() => Run(scheme, store, cancelAfter: stop));
            }

            Same(expected, Run(scheme, store));
            store.Clear();
            Assert.Empty(Directory.GetFiles(_folder));
        }
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("stopping")]
    public void A_training_that_crashed_continues_from_the_last_state_that_was_kept(string scheme)
    {
        var expected = Run(scheme, store: null);
        var store = Store(TimeSpan.Zero);
        Assert.Throws<InvalidOperationException>(() => Run(scheme, store, crashAfter: 9));

        Same(expected, Run(scheme, Store(Timeout.InfiniteTimeSpan)));
        Assert.Equal(2, store.Files.Count);
    }

    [Fact]
    public void A_damaged_state_is_named_and_the_one_before_is_taken()
    {
        var expected = Run("adamw", store: null);
        var store = Store(TimeSpan.Zero);
        Assert.Throws<InvalidOperationException>(() => Run("adamw", store, crashAfter: 9));
        var newest = store.Files[0];
        var bytes = File.ReadAllBytes(newest);
        bytes[^100] ^= 4;
        File.WriteAllBytes(newest, bytes);

        Same(expected, Run("adamw", Store(Timeout.InfiniteTimeSpan)));
        Assert.Contains(newest, _notes[0], StringComparison.Ordinal);
        Assert.Contains("checksum", _notes[0], StringComparison.Ordinal);
        Assert.Contains("The one before is taken", _notes[0], StringComparison.Ordinal);
        Assert.StartsWith("Training distilled, seed 1, continues after epoch 1 and 1 step.", _notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_flipped_bit_of_a_state_is_found()
    {
        var store = Store(TimeSpan.Zero);
        Assert.Throws<InvalidOperationException>(() => Run("sgd", store, crashAfter: 2));
        var bytes = File.ReadAllBytes(store.Files[0]);
        var damaged = Path.Combine(_folder, "damaged");
        for (var place = 0; place < bytes.Length; place += 97)
        {
            bytes[place] ^= 16;
            File.WriteAllBytes(damaged, bytes);
            Assert.Throws<DecantException>(() => TrainingStateFile.Read(damaged));
            bytes[place] ^= 16;
        }

        File.WriteAllBytes(damaged, bytes[..^1]);
        Assert.Throws<DecantException>(() => TrainingStateFile.Read(damaged));
    }

    [Fact]
    public void Another_training_is_refused_with_the_difference()
    {
        var store = Store(Timeout.InfiniteTimeSpan);
        Assert.ThrowsAny<OperationCanceledException>(() => Run("sgd", store, cancelAfter: 4));

        var problem = Assert.Throws<DecantException>(() =>
            new Trainer(Job("sgd") with { Store = store, Batch = 5, Seed = 2 }, new Watcher(null, int.MaxValue, int.MaxValue)).Run(
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("batch was 4 and is 5", problem.Message, StringComparison.Ordinal);
        Assert.Contains("seed was 1 and is 2", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_lists_everything_that_changes_by_name()
    {
        var store = Store(Timeout.InfiniteTimeSpan);
        Assert.ThrowsAny<OperationCanceledException>(() => Run("crd", store, cancelAfter: 8));
        var state = TrainingStateFile.Read(store.Files[0]);

        Assert.Equal((2, 2, 8), (state.Position.Epoch, state.Position.StepsInEpoch, state.Position.Samples));
        Assert.Contains("head.weight", Names(StateKind.Parameter));
        Assert.Contains("crd/student.weight", Names(StateKind.Parameter));
        Assert.Contains("sgd.velocity/head.weight", Names(StateKind.Moment));
        Assert.Contains(Names(StateKind.Statistic), name => name.Contains("normalization", StringComparison.Ordinal));
        Assert.Contains(Names(StateKind.Memory), name => name.StartsWith("crd/", StringComparison.Ordinal));
        Assert.Equal([8, 4 + 2], state.Of(StateKind.History).Single().Value.Dimensions.ToArray());

        string[] Names(StateKind kind) => [.. state.Of(kind).Select(named => named.Name)];
    }

    private TrainingCheckpoints Store(TimeSpan interval) =>
        new(
            Path.Combine(_folder, "distilled"),
            TimeProvider.System,
            interval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : interval,
            _notes.Add
        );

    private TrainingOutcome Run(string scheme, ITrainingStore? store, int cancelAfter = int.MaxValue, int crashAfter = int.MaxValue)
    {
        using var stop = new CancellationTokenSource();
        return new Trainer(Job(scheme) with { Store = store }, new Watcher(stop, cancelAfter, crashAfter)).Run(stop.Token);
    }

    private static void Same(TrainingOutcome expected, TrainingOutcome actual)
    {
        foreach (var value in expected.Network.Initializers)
        {
            Assert.True(value.Data!.Bytes().SequenceEqual(actual.Network[value.Name].Data!.Bytes()), $"{value.Name} has other bits.");
        }

        Assert.Equal((expected.ChosenEpoch, expected.StopReason), (actual.ChosenEpoch, actual.StopReason));
        Assert.Equal(expected.Epochs.Select(Numbers), actual.Epochs.Select(Numbers));
        Assert.True(expected.Steps.ToTensor().Bytes().SequenceEqual(actual.Steps.ToTensor().Bytes()), "The steps differ.");

        static string Numbers(EpochRecord record) =>
            string.Join(
                ' ',
                record
                    .LossTerms.Concat(record.Validation)
                    .Append(new NamedValue("loss", record.TotalLoss))
                    .Append(new NamedValue("rate", record.LearningRate))
                    .Select(number => FormattableString.Invariant($"{record.Epoch} {number.Name} {number.Value:R}"))
            );
    }

    private TrainingJob Job(string scheme)
    {
        Optimizer optimizer = scheme is "adamw" or "stopping" ? s_adamW : s_sgd;
        var images = Images();
        var labels = new HardLabelsLoss { Weight = 1 };
        var job = new TrainingJob
        {
            Arm = "distilled",
            Seed = 1,
            Network = Student(1),
            Terms = [labels, .. Terms(scheme)],
            Teacher = scheme is "crd" or "vid" or "curriculum" or "average" ? new Teacher(scheme is "crd" or "vid") : null,
            Data = new DataSplits(images, images, images, []),
            Epochs = Epochs,
            Batch = BatchSize,
            Optimizer = optimizer with { LearningRate = 0.02, WeightDecay = 0.01 },
            Schedule = new CosineSchedule(),
            WarmupSteps = _ => 4,
            Device = DeviceCatalogue.Default(_pool),
            Clock = TimeProvider.System,
        };
        return scheme switch
        {
            "average" => job with { Teacher = null, Average = 0.9 },
            "peers" => job with { Peers = [Student(2)] },
            "stopping" => job with { EarlyStopping = new EarlyStopping("accuracy", higherIsBetter: true, patience: 2, smallestGain: 0) },
            "bfloat16" => job with { Precision = ElementType.BFloat16 },
            "clipped" => job with { ClipNorm = 0.1, MaxNorm = 0.5 },
            _ => job,
        };
    }

    private static DistillationLoss[] Terms(string scheme) =>
        scheme switch
        {
            "crd" => [Pair("crd")],
            "vid" => [Pair("vid")],
            "curriculum" => [new SoftTargetsLoss { Weight = 1, Temperature = new ScheduledNumber(1, 9, NumberSchedule.Curriculum) }],
            "average" => [new SoftTargetsLoss { Weight = 1, Temperature = 2 }],
            "peers" => [new PeersLoss { Weight = 1 }],
            _ => [],
        };

    private static DistillationLoss Pair(string loss) =>
        (HintPairLoss)DistillationLosses.All.Find(loss) with
        {
            Weight = 0.5,
            Student = "block2",
            Teacher = "block1",
        };

    private static Graph Student(ulong seed) =>
        Network.Build(new Cnn { Channels = new ValueList<int>([4, 6]), Dropout = 0.25 }, [1, 8, 8], Classes, InputScaling.None, seed);

    private static MemoryImages Images()
    {
        var pixels = Tensor.From<byte>(
            [.. Numbers.Integers("images", Samples * 64).Select(number => (byte)(number % 256))],
            Samples,
            1,
            8,
            8
        );
        return new MemoryImages("images", pixels, [.. Enumerable.Range(0, Samples).Select(n => n % Classes)], ["a", "b", "c"]);
    }

    // Another network, which tells what lies in its first block where that is asked for.
    private sealed class Teacher : ISoftTargetSource
    {
        private readonly FrozenNetwork _network;

        public Teacher(bool withValues) =>
            _network = new FrozenNetwork(
                Network.Build(new Cnn { Channels = new ValueList<int>([5, 8, 7]) }, [1, 8, 8], Classes, InputScaling.None, seed: 9),
                BatchSize,
                DeviceCatalogue.Default(new WorkerPool(1)),
                withValues ? ["block1"] : []
            );

        public string Fingerprint => "teacher";

        public IReadOnlyList<TeacherValue> Values => _network.Values;

        public TeacherAnswer Answer(Batch batch)
        {
            var logits = _network.Answer(batch.Inputs, batch.Count);
            return new TeacherAnswer
            {
                Logits = logits,
                Count = batch.Count,
                Values = _network.ValueAnswers,
            };
        }
    }

    private sealed class Watcher(CancellationTokenSource? stop, int cancelAfter, int crashAfter) : ITrainingObserver
    {
        public void Begin(int stepsPerEpoch, int samplesPerEpoch) =>
            Assert.Equal(stop is null ? stepsPerEpoch : StepsPerEpoch, stepsPerEpoch);

        public void Step(in StepFacts facts, TrainingStep step)
        {
            if (facts.Step == cancelAfter)
            {
                stop!.Cancel();
            }

            if (facts.Step == crashAfter)
            {
                throw new InvalidOperationException("The machine lost its power.");
            }
        }

        public void Epoch(EpochRecord record) { }
    }
}
