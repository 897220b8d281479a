using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students;

/// <summary>
/// How predicted numbers are standardised: prediction = logit·deviation + mean, in the numbers' own unit. The last step of a network does
/// it, so that its file answers in that unit; losses see (y − mean)/deviation, so that weights and learning rates mean the same for degrees
/// and for millions.
/// </summary>
/// <param name="Mean">One number per prediction, in its unit.</param>
/// <param name="Deviation">One number above 0 per prediction, in its unit.</param>
internal sealed record TargetScaling(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    private const string MeanName = "prediction.mean";
    private const string DeviationName = "prediction.deviation";

    /// <summary>
    /// The scaling that a network does in its last step; null where it has none, and its answers are in their own unit as they are.
    /// </summary>
    public static TargetScaling? Of(Graph network) =>
        network.Find(MeanName)?.Data is { } mean && network.Find(DeviationName)?.Data is { } deviation
            ? new TargetScaling(Numbers(mean), Numbers(deviation))
            : null;

    /// <summary>Standardised numbers in their own unit: [N, D] to [N, D].</summary>
    internal Value Restore(Value logits) =>
        (logits * logits.Graph.AddInitializer(DeviationName, Row(Deviation, logits.Type)))
        + logits.Graph.AddInitializer(MeanName, Row(Mean, logits.Type));

    /// <summary>Numbers in their own unit, standardised: [N, D] to [N, D].</summary>
    internal Value Standardise(Value numbers) =>
        (numbers - numbers.Graph.AddInitializer("target.mean", Row(Mean, numbers.Type)))
        / numbers.Graph.AddInitializer("target.deviation", Row(Deviation, numbers.Type));

    private static Tensor Row(IReadOnlyList<double> numbers, ElementType type) =>
        Tensor.From<double>([.. numbers], 1, numbers.Count).To(type);

    private static double[] Numbers(Tensor row) =>
        row.Type == ElementType.Float64 ? row.Span<double>().ToArray() : [.. row.Span<float>().ToArray().Select(number => (double)number)];
}
