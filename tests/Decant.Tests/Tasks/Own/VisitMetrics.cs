using Decant.Data.Batches;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tests.Tasks.Own;

/// <summary>How often the class is right, how far the price is off, and how far it is from the teacher's.</summary>
internal sealed class VisitMetrics : TaskMetrics
{
    public static readonly MetricFacts PriceError = new("priceError", "euros", HigherIsBetter: false);
    public static readonly MetricFacts TeacherDistance = new("teacherDistance", "euros", HigherIsBetter: false);

    private double _right,
        _error,
        _distance;

    public override void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default)
    {
        var prices = outputs["price"];
        var theirs = teacher["price"];
        var truth = batch["price"].Span<float>();
        for (var n = 0; n < batch.Count; n++)
        {
            _right += (outputs.Main[2 * n] < outputs.Main[(2 * n) + 1] ? 1 : 0) == batch.Labels.Span<long>()[n] ? 1 : 0;
            _error += Math.Abs(prices[n] - truth[n]);
            _distance += teacher.IsEmpty ? 0 : Math.Abs(prices[n] - theirs[n]);
        }

        Count(batch.Count);
    }

    public override EvaluationResult Result() =>
        new()
        {
            Samples = Samples,
            Measures =
            [
                new(Accuracy.Facts, _right / Samples),
                new(PriceError, _error / Samples),
                new(TeacherDistance, _distance / Samples),
            ],
        };
}
