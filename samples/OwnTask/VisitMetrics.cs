using Decant.Data.Batches;
using Decant.Evaluation;
using Decant.Runs;

namespace OwnTask;

/// <summary>How often the class is right, and how far the price is off.</summary>
internal sealed class VisitMetrics : TaskMetrics
{
    public static readonly MetricFacts PriceError = new("priceError", "euros", HigherIsBetter: false);

    private double _right,
        _error;

    public override void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default)
    {
        var (prices, truth) = (outputs["price"], batch["price"].Span<float>());
        for (var n = 0; n < batch.Count; n++)
        {
            var answer = outputs.Main[2 * n] < outputs.Main[(2 * n) + 1] ? 1 : 0;
            _right += answer == batch.Labels.Span<long>()[n] ? 1 : 0;
            _error += Math.Abs(prices[n] - truth[n]);
        }

        Count(batch.Count);
    }

    public override EvaluationResult Result() =>
        new() { Samples = Samples, Measures = [new(Accuracy.Facts, _right / Samples), new(PriceError, _error / Samples)] };
}
