using Decant.Data.Batches;

namespace Decant.Training;

/// <summary>How large the gradient of each term is on the student's own parameters, before any weight.</summary>
internal static class GradientShares
{
    private const int Batches = 3;

    /// <summary>The L2 norm of each term's gradient at the first weights, mean over the first batches.</summary>
    public static IReadOnlyList<double> Measure(TrainingJob job) => [.. job.Terms.Select((_, i) => Norm(job with { Terms = [job.Terms[i] with { Weight = 1 }] }))];

    private static double Norm(TrainingJob job)
    {
        using var batches = new BatchStream(job.Data.Train, job.Batches);
        using var step = new TrainingStep(job.Design, new StepSettings
        {
            Optimizer = job.Optimizer, OptimizerOptions = job.Options, Batch = job.Batch, Seed = job.Seed, Pool = job.Pool, Kernels = job.Kernels,
        });
        var (sum, seen) = (0.0, 0);
        foreach (var batch in batches.Epoch(0))
        {
            // A learning rate of 0: every batch meets the same weights.
            step.Run(StepInput.Of(batch, job.Teacher, learningRate: 0, number: 1, share: 0));
            sum += step.StudentGradientNorm();
            if (++seen == Batches)
            {
                break;
            }
        }

        return sum / seen;
    }
}
