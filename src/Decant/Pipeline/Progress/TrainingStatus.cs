using System.Globalization;
using Decant.Evidence;
using Decant.Reporting;
using Decant.Runs;

namespace Decant.Pipeline.Progress;

/// <summary>How far the training under way is, in words for either display.</summary>
/// <param name="plan">What it is going to do.</param>
/// <param name="paces">Seconds per operation of the trainings before, by arm; this one adds its own.</param>
internal sealed class TrainingStatus(TrainingPlan plan, IDictionary<string, double> paces)
{
    private readonly double[] _terms = new double[plan.LossTerms.Count];
    private double _totalLoss = double.NaN;
    private double _samplesPerSecond;
    private TimeSpan _remaining;
    private double? _latest;
    private double? _best;
    private int _bestEpoch;

    /// <summary>What the training is going to do.</summary>
    public TrainingPlan Plan => plan;

    /// <summary>The epoch under way or just done, from 1.</summary>
    public int Epoch { get; private set; } = 1;

    /// <summary>How much of the training is done, 0 to 1.</summary>
    public double Share { get; private set; }

    /// <summary>Which training of the run it is, and of what.</summary>
    public string Title =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"training {plan.Training} of {plan.Trainings}: {plan.Architecture}, {Quantity.Count(plan.Parameters)} "
                + $"parameters, {Quantity.Count(plan.SamplesPerEpoch)} samples per epoch"
        );

    /// <summary>The epoch of how many.</summary>
    public string Epochs => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}/{plan.Epochs}");

    /// <summary>The loss and its terms; empty before the first step.</summary>
    public string Loss
    {
        get
        {
            if (double.IsNaN(_totalLoss))
            {
                return "";
            }

            var terms = plan.LossTerms.Select((name, i) => $"{name} {Number(_terms[i])}");
            return $"loss {Number(_totalLoss)}" + (plan.LossTerms.Count > 1 ? $" ({string.Join(", ", terms)})" : "");
        }
    }

    /// <summary>The last look at validation, and the best one where it was another; empty before the first.</summary>
    public string Validation
    {
        get
        {
            var latest = _latest is { } value
                ? $"validation {MetricText.Words(plan.Metric.Name)} {MetricText.Level(plan.Metric, value)}"
                : "";
            return _best is { } best && best != _latest
                ? $"{latest}, best {MetricText.Level(plan.Metric, best)} after epoch {_bestEpoch}"
                : latest;
        }
    }

    /// <summary>How fast it goes; empty before it is known.</summary>
    public string Speed => _samplesPerSecond > 0 ? $"{Quantity.Count((long)_samplesPerSecond)} samples/s" : "";

    /// <summary>The time that is left of the training, and of the whole run where others follow; empty at the end.</summary>
    public string Remaining
    {
        get
        {
            var own = _remaining >= TimeSpan.FromSeconds(1) ? $"{Clock(_remaining)} left" : "";
            var whole = RemainingOfRun;
            return plan.Later.Count == 0 || whole < TimeSpan.FromSeconds(1)
                ? own
                : $"{own}{(own.Length > 0 ? ", " : "")}about {Clock(whole)} for the whole run";
        }
    }

    /// <summary>The time that is left of the whole run at the pace so far.</summary>
    public TimeSpan RemainingOfRun => _remaining + TimeSpan.FromSeconds(plan.Later.Sum(later => later.Work * Pace(later.Arm)));

    /// <summary>Takes over a step's numbers; allocates nothing.</summary>
    public void Take(in TrainingProgress progress)
    {
        Epoch = progress.Epoch;
        Share = progress.Steps > 0 ? (double)progress.Step / progress.Steps : 0;
        _totalLoss = progress.TotalLoss;
        _samplesPerSecond = progress.SamplesPerSecond;
        _remaining = progress.Remaining;
        if (plan.Work > 0 && progress.Step < progress.Steps)
        {
            paces[plan.Arm] = progress.Remaining.TotalSeconds * progress.Steps / (progress.Steps - progress.Step) / plan.Work;
        }

        progress.LossTerms[..Math.Min(_terms.Length, progress.LossTerms.Length)].CopyTo(_terms);
    }

    /// <summary>Takes over an epoch's means.</summary>
    public void Take(EpochRecord record)
    {
        Epoch = record.Epoch;
        _totalLoss = record.TotalLoss;
        _samplesPerSecond = record.SamplesPerSecond;
        for (var i = 0; i < Math.Min(_terms.Length, record.LossTerms.Count); i++)
        {
            _terms[i] = record.LossTerms[i].Value;
        }

        _latest = record.ValidationMetric(plan.Metric.Name);
        if (_latest is { } value && (_best is not { } best || (plan.Metric.HigherIsBetter ? value > best : value < best)))
        {
            (_best, _bestEpoch) = (value, record.Epoch);
        }
    }

    // Seconds per operation of an arm; where it was not trained yet, those of this one.
    private double Pace(string arm) => paces.TryGetValue(arm, out var pace) || paces.TryGetValue(plan.Arm, out pace) ? pace : 0;

    private static string Number(double value) => Quantity.Number(value, 4);

    private static string Clock(TimeSpan time) =>
        time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
