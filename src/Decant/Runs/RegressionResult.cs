namespace Decant.Runs;

/// <summary>The quality of predicted numbers on one split. Formulas stand with the metrics of <c>Decant.Evaluation</c>.</summary>
public sealed record RegressionResult : EvaluationResult
{
    /// <summary>The unit of the numbers, such as <c>degrees</c>; empty where they have none, or not the same.</summary>
    public required string Unit { get; init; }

    /// <summary>Mean of |prediction − truth| over samples and numbers, 0 or more.</summary>
    public required double MeanAbsoluteError { get; init; }

    /// <summary>Root of the mean of (prediction − truth)² over samples and numbers, 0 or more.</summary>
    public required double RootMeanSquaredError { get; init; }

    /// <summary>Mean of the numbers' R², at most 1; null where no number's truth varies.</summary>
    public double? RSquared { get; init; }

    /// <summary>Mean of |prediction − teacher's prediction| over samples and numbers, 0 or more; null without a teacher.</summary>
    public double? TeacherDifference { get; init; }

    /// <summary>Each number by itself, by index.</summary>
    public required IReadOnlyList<NumberScore> Numbers { get; init; }

    /// <summary>For pictures: each number's predictions for some samples, evenly spaced over the split.</summary>
    public IReadOnlyList<IReadOnlyList<PredictedNumber>> Examples { get; init; } = [];

    /// <inheritdoc/>
    public override string LabelUnit => Unit;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Metrics =>
    [
        new(MetricFacts.MeanAbsoluteError.Name, MeanAbsoluteError),
        new(MetricFacts.RootMeanSquaredError.Name, RootMeanSquaredError),
        .. RSquared is { } rSquared ? [new NamedValue("rSquared", rSquared)] : Array.Empty<NamedValue>(),
        .. TeacherDifference is { } difference ? [new NamedValue("teacherDifference", difference)] : Array.Empty<NamedValue>(),
    ];
}
