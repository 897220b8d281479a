using Decant.Data.Batches;
using Decant.Evaluation;
using Decant.Runs;

/// <summary>How often the class is right, and how far the price is off.</summary>
internal sealed class VisitMetrics : TaskMetrics
{
    public static readonly MetricFacts Accuracy = new("accuracy", MetricFacts.Fraction, HigherIsBetter: true);
    public static readonly MetricFacts PriceError = new("priceError", "euros", HigherIsBetter: false);
    private double _right;
    private double _error;

    public override void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default)
    {
        for (var n = 0; n < batch.Count; n++)
        {
            var answer = outputs.Main[2 * n] < outputs.Main[(2 * n) + 1] ? 1 : 0;
            _right += answer == batch.Labels.Span<long>()[n] ? 1 : 0;
            _error += Math.Abs(outputs["price"][n] - batch["price"].Span<float>()[n]);
        }

        Count(batch.Count);
    }

    public override EvaluationResult Result() =>
        new() { Samples = Samples, Measures = [new(Accuracy, _right / Samples), new(PriceError, _error / Samples)] };
}
