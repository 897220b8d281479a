using Decant.Data;
using Decant.Data.Batches;
using Decant.Engine.Execution;
using Decant.Engine.Kernels;
using Decant.Losses;
using Decant.Students;
using Decant.Tests.Training.PyTorch;
using Decant.Training;
using Decant.Training.Optimizers;
using Decant.Training.Schedules;

namespace Decant.Tests.Training;

public sealed class GradientSharesTests
{
    private const int Samples = 44,
        Columns = 3,
        Classes = 2,
        BatchSize = 4;

    [Fact]
    public void A_terms_norm_is_the_mean_of_its_gradients_at_the_weights_before_steps_1_5_and_10()
    {
        using var pool = new WorkerPool(1);
        var job = Job(pool);
        var expected = new double[2];
        using (var whole = new TrainingStep(job.Design, job.StepSettings))
        using (var batches = new BatchStream(job.Data.Train, job.Batches))
        {
            foreach (var batch in batches.Epoch(0))
            {
                for (var term = 0; term < 2 && batch.Step is 0 or 4 or 9; term++)
                {
                    using var alone = new TrainingStep(
                        new TrainingDesign(whole.Snapshot(), [job.Terms[term] with { Weight = 1 }]),
                        job.StepSettings
                    );
                    alone.Run(job.StepInput(batch, batch.Step + 1, batches.StepsPerEpoch));
                    expected[term] += alone.StudentGradientNorm() / 3;
                }

                whole.Run(job.StepInput(batch, batch.Step + 1, batches.StepsPerEpoch));
            }
        }

        Near(expected, GradientShares.Measure(job));
    }

    [Fact]
    public void An_epoch_that_is_shorter_is_measured_as_far_as_it_goes()
    {
        using var pool = new WorkerPool(1);
        Assert.All(GradientShares.Measure(Job(pool) with { Batch = Samples }), norm => Assert.InRange(norm, 1e-6, 1e6));
    }

    private static void Near(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6 * pair.First));
    }

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
            Terms = [new HardLabelsLoss { Weight = 1 }, new LabelSmoothingLoss { Weight = 0.5 }],
            Data = new DataSplits(table, table, table, []),
            Epochs = 2,
            Batch = BatchSize,
            Optimizer = new Sgd { LearningRate = 0.3 },
            Schedule = new ConstantSchedule(),
            Device = DeviceCatalogue.Default(pool),
            Clock = TimeProvider.System,
        };
    }
}
