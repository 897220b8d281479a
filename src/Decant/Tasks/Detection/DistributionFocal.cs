using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Tasks.Detection;

/// <summary>
/// Distribution focal loss: −(i + 1 − y)·ln pᵢ − (y − i)·ln pᵢ₊₁ for a distance y between the bins i and i + 1: the probabilities gather at
/// the two bins next to the truth. Li et al. 2020, "Generalized Focal Loss", arXiv:2006.04388, equation 6.
/// </summary>
internal static class DistributionFocal
{
    // As in the authors' program: the last bin is never the lower of the two.
    private const double BeforeLast = 0.01;

    /// <summary>The loss of each distance.</summary>
    /// <param name="logits">[.., bins].</param>
    /// <param name="distance">In strides, [.., 1]; taken as between the first bin and the last.</param>
    /// <returns>[..], in nats.</returns>
    public static Value Of(Value logits, Value distance)
    {
        var bins = logits.Shape[^1].Size;
        var inside = distance.Clip(0, bins - 1 - BeforeLast);
        var numbers = logits.Graph.AddInitializer(
            "bins",
            LocationGrid.Numbers(logits, [.. Enumerable.Range(0, bins).Select(bin => (double)bin)], bins)
        );

        // 1 − |y − i| is i + 1 − y at the bin below, y − i at the bin above, and below 0 at all others.
        var weight = (1 - (inside - numbers).Abs()).Relu();
        return -(weight * logits.LogSoftmax()).ReduceSum([-1]);
    }
}
