using System.Globalization;

namespace Decant.Training;

/// <summary>
/// Remembers the best epoch on validation, and says when it has not improved for long enough. Prechelt 1998, "Early Stopping – But When?".
/// </summary>
/// <param name="metric">The metric's name.</param>
/// <param name="higherIsBetter">Whether a larger number is the better one.</param>
/// <param name="patience">Epochs without improvement that are waited for.</param>
/// <param name="smallestGain">What counts as an improvement, in the metric's own unit.</param>
internal sealed class EarlyStopping(string metric, bool higherIsBetter, int patience, double smallestGain)
{
    private double _best = double.NaN;

    /// <summary>The metric that decides.</summary>
    public string Metric => metric;

    /// <summary>The best epoch so far, from 1; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The best epoch so far and its metric; 0 and NaN before the first.</summary>
    public (double Value, int Epoch) Best
    {
        get => (_best, BestEpoch);
        set => (_best, BestEpoch) = value;
    }

    /// <summary>Takes in an epoch.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool Observe(int epoch, double value)
    {
        var gain = higherIsBetter ? value - _best : _best - value;
        if (BestEpoch != 0 && !(gain > smallestGain))
        {
            return false;
        }

        (_best, BestEpoch) = (value, epoch);
        return true;
    }

    /// <summary>Why training should end after an epoch, or null.</summary>
    public string? Reason(int epoch) =>
        epoch - BestEpoch < patience
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"early stopping: {metric} on validation was best after epoch {BestEpoch} ({_best:0.####}) and did "
                    + $"not improve for {patience} epochs"
            );
}
