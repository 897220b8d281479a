using Decant.Data.Batches;
using Decant.Engine.Graphs;

namespace Decant.Training;

/// <summary>
/// How large the gradient of each term is on the student's own parameters, before any weight, while it learns its first steps: at its first
/// weights alone a student answers alike to everything, and what a term says then is not what it says soon after.
/// </summary>
internal static class GradientShares
{
    /// <summary>The steps before which is measured, from 1; fewer where an epoch has fewer.</summary>
    public static IReadOnlyList<int> Measured { get; } = [1, 5, 10];

    /// <summary>
    /// The L2 norm of each term's gradient, mean over the steps <see cref="Measured"/> of the training that begins as the job says.
    /// </summary>
    public static IReadOnlyList<double> Measure(TrainingJob job)
    {
        using var batches = job.OpenBatches();
        var checkpoints = FirstSteps(job, batches);
        return [.. job.Terms.Select(term => Norm(job with { Terms = [term with { Weight = 1 }] }, batches, checkpoints))];
    }

    // Everything that learns, as it is before each step that is measured.
    private static Dictionary<int, Graph> FirstSteps(TrainingJob job, BatchStream batches)
    {
        using var step = new TrainingStep(job.Design, job.StepSettings);
        var checkpoints = new Dictionary<int, Graph>();
        foreach (var batch in batches.Epoch(0))
        {
            var number = batch.Step + 1;
            if (Measured.Contains(number))
            {
                checkpoints[number] = step.Checkpoint();
            }

            step.Run(job.StepInput(batch, number, batches.StepsPerEpoch));

            // A training that diverges at once says so itself.
            if (number == Measured[^1] || !double.IsFinite(step.TotalLoss))
            {
                break;
            }
        }

        return checkpoints;
    }

    private static double Norm(TrainingJob job, BatchStream batches, Dictionary<int, Graph> checkpoints)
    {
        using var step = new TrainingStep(job.Design, job.StepSettings);
        var (sum, seen) = (0.0, 0);
        foreach (var batch in batches.Epoch(0))
        {
            if (checkpoints.TryGetValue(batch.Step + 1, out var checkpoint))
            {
                step.GoOnFrom(checkpoint);
                step.Run(job.StepInput(batch, batch.Step + 1, batches.StepsPerEpoch));
                sum += step.StudentGradientNorm();
                if (++seen == checkpoints.Count)
                {
                    break;
                }
            }
        }

        return sum / seen;
    }
}
