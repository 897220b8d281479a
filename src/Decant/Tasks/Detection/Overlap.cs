using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Tasks.Detection;

/// <summary>
/// How much boxes have in common, as values of a graph. Boxes are four values that fit each other: left, top, right, bottom.
/// </summary>
internal static class Overlap
{
    // Keeps the union of two empty boxes from dividing by 0.
    private const double Smallest = 1e-6;

    /// <summary>Intersection over union, 0 to 1.</summary>
    public static Value OfEdges(IReadOnlyList<Value> one, IReadOnlyList<Value> other) => Parts(one, other).Overlap;

    /// <summary>
    /// Generalised: I/U − (E − U)/E with I the intersection, U the union, E the smallest box around both; −1 to 1, and with a
    /// gradient where
    /// boxes do not touch. Rezatofighi et al. 2019, arXiv:1902.09630.
    /// </summary>
    public static Value Generalised(IReadOnlyList<Value> one, IReadOnlyList<Value> other)
    {
        var (overlap, union) = Parts(one, other);
        var around = (one[2].Max(other[2]) - one[0].Min(other[0])).Relu() * (one[3].Max(other[3]) - one[1].Min(other[1])).Relu();
        var safe = around.Max(around.Constant(Smallest));
        return overlap - ((safe - union) / safe);
    }

    /// <summary>The four edges of boxes [N, L, 4], [N, L, 1] each.</summary>
    public static IReadOnlyList<Value> Edges(Value boxes) => [.. Enumerable.Range(0, 4).Select(edge => boxes.Slice(2, edge, edge + 1))];

    private static (Value Overlap, Value Union) Parts(IReadOnlyList<Value> one, IReadOnlyList<Value> other)
    {
        var common = (one[2].Min(other[2]) - one[0].Max(other[0])).Relu() * (one[3].Min(other[3]) - one[1].Max(other[1])).Relu();
        var union = Area(one) + Area(other) - common;
        union = union.Max(union.Constant(Smallest));
        return (common / union, union);
    }

    private static Value Area(IReadOnlyList<Value> box) => (box[2] - box[0]).Relu() * (box[3] - box[1]).Relu();
}
