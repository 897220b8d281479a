using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Attention in both orders of axes, with and without masks, with as many keys as queries and not.</summary>
internal static class AttentionCases
{
    public static IEnumerable<OperatorCase> All()
    {
        yield return Of("of heads", b => [b.Numbers("N", 2, 5, 3), b.Numbers("N", 2, 5, 3), b.Numbers("N", 2, 5, 3)]);
        yield return Of(
            "of positions",
            b => [b.Numbers("N", 5, 2, 3), b.Numbers("N", 5, 2, 3), b.Numbers("N", 5, 2, 3)],
            positionsFirst: true
        );
        yield return Of("of wider values", b => [b.Numbers("N", 2, 5, 3), b.Numbers("N", 2, 7, 3), b.Numbers("N", 2, 7, 4)]);
        yield return Of("with a mask for all heads", b =>
            [b.Numbers("N", 2, 5, 3), b.Numbers("N", 2, 7, 3), b.Numbers("N", 2, 7, 3), b.Numbers("N", 1, 1, 7)]
        );
        yield return Of(
            "with a whole mask",
            b => [b.Numbers("N", 5, 2, 3), b.Numbers("N", 7, 2, 3), b.Numbers("N", 7, 2, 3), b.Numbers("N", 2, 5, 7)],
            positionsFirst: true
        );
        yield return Of("with a mask for queries and keys", b =>
            [b.Numbers("N", 2, 5, 3), b.Numbers("N", 2, 7, 3), b.Numbers("N", 2, 7, 3), b.Numbers(5, 7)]
        );
        yield return Of("with a mask of one number for a query", b =>
            [b.Numbers("N", 2, 5, 3), b.Numbers("N", 2, 7, 3), b.Numbers("N", 2, 7, 3), b.Numbers(2, 5, 1)]
        );
        yield return Of("causal", b => [b.Numbers("N", 2, 5, 3), b.Numbers("N", 2, 5, 3), b.Numbers("N", 2, 5, 3)], causal: true);
        yield return Of(
            "causal with earlier keys",
            b => [b.Numbers("N", 3, 2, 3), b.Numbers("N", 6, 2, 3), b.Numbers("N", 6, 2, 3)],
            positionsFirst: true,
            causal: true
        );
        yield return Of(
            "causal with queries that see no key",
            b => [b.Numbers("N", 2, 6, 3), b.Numbers("N", 2, 4, 3), b.Numbers("N", 2, 4, 3)],
            causal: true
        );
        yield return Of("with a mask that leaves queries no key", b =>
            [b.Numbers("N", 2, 5, 3), b.Numbers("N", 2, 4, 3), b.Numbers("N", 2, 4, 3), Hidden(b)]
        );
        yield return Of(
            "of many positions",
            b => [b.Numbers(1, "N", 2, 17), b.Numbers(1, "N", 2, 17), b.Numbers(1, "N", 2, 18)],
            positionsFirst: true
        ) with
        {
            Sizes = [33, 15, 1, 0],
        };
    }

    // −∞ for every key of every other query.
    private static Value Hidden(CaseBuilder b)
    {
        var hidden = new Tensor(ElementType.Bool, 5, 1);
        (hidden.Bytes()[1], hidden.Bytes()[3]) = (1, 1);
        var mask = b.Fixed(5, 4);
        return b.Graph.AddInitializer("hidden", hidden).Where(mask.Constant(double.NegativeInfinity), mask);
    }

    private static OperatorCase Of(string name, Func<CaseBuilder, Value[]> inputs, bool positionsFirst = false, bool causal = false) =>
        new($"ScaledDotProductAttention {name}", b =>
        {
            var node = b.Graph.AddNode(new ScaledDotProductAttention(0.625, positionsFirst, causal), inputs(b));
            b.Compare(node.Outputs[1]);
            return node.Outputs[0];
        }) { Tolerance = 2e-5 };
}
