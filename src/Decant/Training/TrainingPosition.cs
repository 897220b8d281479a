using Decant.Runs;

namespace Decant.Training;

/// <summary>
/// How far a training is between two steps, as plain numbers. Shuffles, views, dropout and schedules are addressed by seed, epoch and step,
/// so these numbers are their whole state.
/// </summary>
internal sealed record TrainingPosition
{
    /// <summary>The epoch under way, from 1.</summary>
    public int Epoch { get; set; } = 1;

    /// <summary>Updates that are done in it.</summary>
    public int StepsInEpoch { get; set; }

    /// <summary>Samples that it has shown.</summary>
    public int Samples { get; set; }

    /// <summary>Its sum of the weighted loss over samples.</summary>
    public double TotalSum { get; set; }

    /// <summary>Its sum of every term over samples, before its weight.</summary>
    public required double[] TermSums { get; init; }

    /// <summary>Its sum of the gradient's norm over steps.</summary>
    public double NormSum { get; set; }

    /// <summary>The learning rate of the last step.</summary>
    public double LearningRate { get; set; }

    /// <summary>The loss of the first step of all; null before it.</summary>
    public double? FirstLoss { get; set; }

    /// <summary>The epochs that are done.</summary>
    public List<EpochRecord> Epochs { get; init; } = [];

    /// <summary>The best epoch so far by early stopping, from 1; 0 before the first.</summary>
    public int BestEpoch { get; set; }

    /// <summary>Its metric; NaN before the first.</summary>
    public double BestValue { get; set; } = double.NaN;

    /// <summary>The last network that was kept, in words; null for none.</summary>
    public string? LastCheckpoint { get; set; }

    /// <summary>Time of the epoch under way before the training last began or was resumed.</summary>
    public TimeSpan InEpoch { get; set; }

    /// <summary>Time of the training before it last began or was resumed.</summary>
    public TimeSpan InTraining { get; set; }

    /// <summary>Takes in a step.</summary>
    public void Add(TrainingStep step, int samples, double learningRate, double? clipNorm)
    {
        StepsInEpoch++;
        Samples += samples;
        LearningRate = learningRate;
        FirstLoss ??= step.TotalLoss;
        TotalSum += step.TotalLoss * samples;
        NormSum += Math.Min(step.GradientNorm, clipNorm ?? double.PositiveInfinity);
        for (var i = 0; i < TermSums.Length; i++)
        {
            TermSums[i] += step.Terms[i] * samples;
        }
    }

    /// <summary>The epoch is done.</summary>
    public void Add(EpochRecord record)
    {
        Epochs.Add(record);
        Epoch++;
        (StepsInEpoch, Samples, TotalSum, NormSum, InEpoch) = (0, 0, 0, 0, TimeSpan.Zero);
        Array.Clear(TermSums);
    }
}
