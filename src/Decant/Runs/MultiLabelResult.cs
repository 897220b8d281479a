namespace Decant.Runs;

/// <summary>The quality of answers of which several can be true, on one split. Formulas stand with the metrics of <c>Decant.Evaluation</c>.</summary>
public sealed record MultiLabelResult : EvaluationResult
{
    /// <summary>Mean of the labels' F1, 0 to 1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>F1 of all answers together, 0 to 1.</summary>
    public required double MicroF1 { get; init; }

    /// <summary>Mean of the labels' precision, 0 to 1.</summary>
    public required double MacroPrecision { get; init; }

    /// <summary>Mean of the labels' recall, 0 to 1.</summary>
    public required double MacroRecall { get; init; }

    /// <summary>Share of samples whose every label is right, 0 to 1.</summary>
    public required double SubsetAccuracy { get; init; }

    /// <summary>Share of all answers, samples times labels, that are right, 0 to 1.</summary>
    public required double HammingAccuracy { get; init; }

    /// <summary>Mean negative log-likelihood of the truth, nats per answer, 0 or more.</summary>
    public required double BinaryCrossEntropy { get; init; }

    /// <summary>Share of all answers in which the teacher is followed, 0 to 1; null without a teacher.</summary>
    public double? Agreement { get; init; }

    /// <summary>Each label by itself, by index.</summary>
    public required IReadOnlyList<ClassScore> Labels { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<ClassScore> Scores => Labels;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Metrics =>
    [
        new(MetricFacts.MacroF1.Name, MacroF1),
        new(MetricFacts.MicroF1.Name, MicroF1),
        new("macroPrecision", MacroPrecision),
        new("macroRecall", MacroRecall),
        new("subsetAccuracy", SubsetAccuracy),
        new("hammingAccuracy", HammingAccuracy),
        new(MetricFacts.BinaryCrossEntropy.Name, BinaryCrossEntropy),
        .. Agreement is { } agreement ? [new NamedValue(NamedValue.Agreement, agreement)] : Array.Empty<NamedValue>(),
    ];
}
