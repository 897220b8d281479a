using System.Globalization;

namespace Decant.Training;

/// <summary>Tells when a training cannot go on because its loss is no number or exploded, and what to try.</summary>
internal static class Divergence
{
    // A loss that is as many times the first one, or as many times 1, comes back from there no more.
    private const double Explosion = 20;
    private const double UsualRate = 0.05;

    /// <summary>Looks at a step's loss.</summary>
    /// <exception cref="TrainingDivergedException">It is NaN or infinite.</exception>
    public static void CheckStep(TrainingJob job, TrainingStep step, long number, string? lastCheckpoint)
    {
        if (double.IsFinite(step.TotalLoss))
        {
            return;
        }

        var term = "the sum";
        for (var i = 0; i < step.Terms.Length; i++)
        {
            if (!double.IsFinite(step.Terms[i]))
            {
                term = $"the term '{job.Terms[i].Term}'";
                break;
            }
        }

        throw Diverged(
            job,
            lastCheckpoint,
            string.Create(CultureInfo.InvariantCulture, $"{term} of the loss became {step.TotalLoss} at step {number}")
        );
    }

    /// <summary>Looks at the mean loss of an epoch.</summary>
    /// <exception cref="TrainingDivergedException">It is many times the first one.</exception>
    public static void CheckEpoch(TrainingJob job, TrainingPosition position)
    {
        var mean = position.TotalSum / position.Samples;
        if (mean > Explosion * Math.Max(1, position.FirstLoss!.Value))
        {
            throw Diverged(
                job,
                position.LastCheckpoint,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the loss was {Loss(position.FirstLoss!.Value)} in the first step and is {Loss(mean)} on "
                        + $"average in epoch {position.Epoch}"
                )
            );
        }
    }

    // The size of a loss that exploded is what counts, not its digits.
    private static string Loss(double loss) => loss.ToString(Math.Abs(loss) < 1e6 ? "0.###" : "0.#e0", CultureInfo.InvariantCulture);

    private static TrainingDivergedException Diverged(TrainingJob job, string? lastCheckpoint, string what)
    {
        var rate = job.Optimizer.LearningRate;
        var hot = job
            .Terms.Select(term => (Name: term.Term, Temperature: term.SquaredTemperature))
            .FirstOrDefault(term => term.Temperature > 4);
        var why = hot.Name is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $" The term '{hot.Name}' at temperature {hot.Temperature:0.##} is multiplied by T² = "
                    + $"{hot.Temperature * hot.Temperature:0.##}, so its first gradients are many times those of the "
                    + $"labels{(job.WarmupSteps(1000) > 0 ? "" : ": it wants a warm-up")}."
            );
        var kept = lastCheckpoint is null
            ? "It kept no checkpoint: the first epoch was not finished"
            : $"The last good checkpoint is {lastCheckpoint}";
        var gentler =
            $"{(job.WarmupSteps(1000) > 0 ? "" : ", add training.warmup: 1 epochs")}{(job.ClipNorm is null ? ", or training.clip-norm: 1" : "")}";
        return new TrainingDivergedException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Training '{job.Arm}' (seed {job.Seed}) diverged: {what}. {kept}.{why} Lower "
                    + $"training.learning-rate ({rate:0.######}, try {Math.Min(rate / 10, UsualRate):0.######}){gentler}."
            )
        );
    }
}
