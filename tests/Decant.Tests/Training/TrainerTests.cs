using Decant.Data;
using Decant.Data.Batches;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Losses;
using Decant.Runs;
using Decant.SoftTargets;
using Decant.Students;
using Decant.Tests.Training.PyTorch;
using Decant.Training;
using Decant.Training.Optimizers;
using Decant.Training.Schedules;

namespace Decant.Tests.Training;

public sealed class TrainerTests
{
    private const int Samples = 18,
        Columns = 3,
        Classes = 2,
        BatchSize = 4,
        StepsPerEpoch = 5;

    [Fact]
    public void The_learning_rate_rises_over_the_warm_up_and_then_follows_the_schedule_to_the_end()
    {
        using var pool = new WorkerPool(1);
        var job = Job(pool) with { Epochs = 2, WarmupSteps = _ => 4, Schedule = new CosineSchedule() };
        var outcome = Run(job);

        Assert.Equal(2 * StepsPerEpoch, outcome.Steps.Count);
        for (var i = 0; i < outcome.Steps.Count; i++)
        {
            // 0.08 in full: a quarter of it more per step of the warm-up, then half a cosine over the other six.
            var expected = i < 4 ? 0.02 * (i + 1) : 0.04 * (1 + Math.Cos(Math.PI * (i - 4) / 6.0));
            Assert.Equal(expected, outcome.Steps[i].LearningRate, 1e-15);
            Assert.Equal(i + 1, outcome.Steps[i].Step);
        }
    }

    [Fact]
    public void An_epochs_loss_is_the_mean_over_samples_though_the_last_batch_is_smaller()
    {
        using var pool = new WorkerPool(1);
        var outcome = Run(Job(pool) with { Epochs = 1 });
        double sum = 0;
        for (var i = 0; i < StepsPerEpoch; i++)
        {
            sum += outcome.Steps[i].TotalLoss * (i < StepsPerEpoch - 1 ? BatchSize : Samples % BatchSize);
        }

        Assert.Equal(sum / Samples, outcome.Epochs[0].TotalLoss, 1e-14);
        Assert.Equal("the only epoch done", outcome.StopReason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_loss_that_is_not_a_number_stops_the_training_and_names_the_step_and_the_term(int step)
    {
        using var pool = new WorkerPool(1);
        DistillationLoss[] terms =
        [
            new HardLabelsLoss { Term = "labels", Weight = 0.5 },
            new SoftTargetsLoss { Term = "teacher's word", Weight = 0.5 },
        ];
        var job = Job(pool) with
        {
            Terms = terms,
            Teacher = new FailingTeacher(step),
            Epochs = 2,
            SaveCheckpoint = (_, epoch) => $"epoch-{epoch}.onnx",
        };
        var exception = Assert.Throws<TrainingDivergedException>(() => Run(job));

        Assert.Contains($"the term 'teacher's word' of the loss became NaN at step {step}.", exception.Message, StringComparison.Ordinal);
        Assert.Contains(
            step > StepsPerEpoch ? "epoch-1.onnx" : "It kept no checkpoint: the first epoch was not finished",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("training.learning-rate", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Early_stopping_ends_the_training_and_says_why()
    {
        // The learning rate is so small that validation cannot change.
        using var pool = new WorkerPool(1);
        var job = Job(pool);
        var outcome = Run(
            job with
            {
                Epochs = 50,
                Optimizer = job.Optimizer with { LearningRate = 1e-12 },
                EarlyStopping = new EarlyStopping("accuracy", higherIsBetter: true, patience: 3, smallestGain: 0),
            }
        );

        Assert.Equal(4, outcome.Epochs.Count);
        Assert.Equal(1, outcome.ChosenEpoch);
        Assert.StartsWith("early stopping: accuracy", outcome.StopReason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_network_that_was_given_keeps_its_weights()
    {
        using var pool = new WorkerPool(1);
        var job = Job(pool);
        var before = job.Network["head.weight"].Data!.Clone();
        var outcome = Run(job);

        Assert.Equal(before.Span<float>().ToArray(), job.Network["head.weight"].Data!.Span<float>().ToArray());
        Assert.NotEqual(before.Span<float>().ToArray(), outcome.Network["head.weight"].Data!.Span<float>().ToArray());
    }

    private static TrainingOutcome Run(TrainingJob job) => new Trainer(job, new Silent()).Run(TestContext.Current.CancellationToken);

    private static TrainingJob Job(WorkerPool pool)
    {
        var table = new MemoryTable(
            "table",
            ["a", "b", "c"],
            [.. Numbers.Fractions("table", Samples * Columns).Select(number => (float)number)],
            [.. Numbers.Integers("classes", Samples).Select(drawn => drawn % Classes)],
            ["no", "yes"]
        );
        return new TrainingJob
        {
            Arm = "distilled",
            Seed = 1,
            Network = Network.Build(new Mlp { Hidden = [5] }, [Columns], Classes, InputScaling.None, seed: 1),
            Terms = [new HardLabelsLoss { Weight = 1 }],
            Data = new DataSplits(table, table, table, []),
            Epochs = 2,
            Batch = BatchSize,
            Optimizer = new Sgd { LearningRate = 0.08 },
            Schedule = new ConstantSchedule(),
            Device = DeviceCatalogue.Default(pool),
            Clock = TimeProvider.System,
        };
    }

    /// <summary>Gives answers until, at one step, one of them is not a number.</summary>
    private sealed class FailingTeacher(int step) : ISoftTargetSource
    {
        private readonly Tensor _answers = new(ElementType.Float32, BatchSize, Classes);
        private int _asked;

        public string Fingerprint => "none";

        public TeacherAnswer Answer(Batch batch)
        {
            _answers.Span<float>()[0] = ++_asked == step ? float.NaN : 1;
            return new TeacherAnswer { Logits = _answers, Count = batch.Count };
        }
    }

    private sealed class Silent : ITrainingObserver
    {
        public void Begin(int stepsPerEpoch, int samplesPerEpoch) { }

        public void Step(in StepFacts facts, TrainingStep step) { }

        public void Epoch(EpochRecord record) { }
    }
}
