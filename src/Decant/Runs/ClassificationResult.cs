namespace Decant.Runs;

/// <summary>A classifier's quality on one split. Formulas stand with the metrics of <c>Decant.Evaluation</c>.</summary>
public sealed record ClassificationResult : EvaluationResult
{
    /// <summary>Share of samples whose best class is the label, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Samples whose best class is not the label.</summary>
    public required int Errors { get; init; }

    /// <summary>How many best classes <see cref="TopKAccuracy"/> looks at, at most the number of classes.</summary>
    public required int TopK { get; init; }

    /// <summary>Share of samples whose label is among the <see cref="TopK"/> best classes, 0 to 1.</summary>
    public required double TopKAccuracy { get; init; }

    /// <summary>Whether <see cref="TopKAccuracy"/> looks at all classes there are: then it is 1 and says nothing.</summary>
    public bool IsTopKOfAll => TopK >= Classes.Count;

    /// <summary>Mean negative log-likelihood of the label, nats per sample, 0 or more, infinite when a label's probability is 0.</summary>
    public required double NegativeLogLikelihood { get; init; }

    /// <summary>Expected calibration error, 0 (confidence can be believed) to 1.</summary>
    public required double ExpectedCalibrationError { get; init; }

    /// <summary>Share of samples on which the teacher's best class is chosen too, 0 to 1; null without a teacher.</summary>
    public double? Agreement { get; init; }

    /// <summary>Mean of the classes' precision, 0 to 1.</summary>
    public required double MacroPrecision { get; init; }

    /// <summary>Mean of the classes' recall, 0 to 1.</summary>
    public required double MacroRecall { get; init; }

    /// <summary>Mean of the classes' F1, 0 to 1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Each class by itself, by class index.</summary>
    public required IReadOnlyList<ClassScore> Classes { get; init; }

    /// <summary>What was taken for what.</summary>
    public required ConfusionCounts Confusion { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<ClassScore> Scores => Classes;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Metrics
    {
        get
        {
            List<NamedValue> metrics =
            [
                new(NamedValue.Accuracy, Accuracy),
                new("errors", Errors),
                new(NamedValue.TopKAccuracy, TopKAccuracy),
                new("macroPrecision", MacroPrecision),
                new("macroRecall", MacroRecall),
                new("macroF1", MacroF1),
                new(NamedValue.NegativeLogLikelihood, NegativeLogLikelihood),
                new("expectedCalibrationError", ExpectedCalibrationError),
            ];
            if (Agreement is { } agreement)
            {
                metrics.Add(new(NamedValue.Agreement, agreement));
            }

            return metrics;
        }
    }
}
