using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Makes one operator of x·min(max(x/6 + ½, 0), 1), also where the sixth comes last, x·min(max(x + 3, 0), 6)/6: a pass over memory instead of
/// four, or none after a convolution.
/// </summary>
internal static class FuseHardSwish
{
    /// <summary>The graph with <see cref="HardSwish"/>; what others read of the formula's parts stays.</summary>
    public static Graph Run(Graph graph)
    {
        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes)
        {
            if (ArgumentOf(node) is { } x)
            {
                rewriter.Replace(node.Outputs[0], rewriter[x].HardSwish());
            }
            else
            {
                rewriter.Copy(node);
            }
        }

        return DeadCode.Remove(rewriter.Finish());
    }

    // x of factor·x·gate, factor·gate = min(max(x/6 + ½, 0), 1).
    private static Value? ArgumentOf(Node node)
    {
        if (node.Operator is not (Mul or Div))
        {
            return null;
        }

        var (product, factor) = Constants.Scaled(node.Outputs[0]);
        if (product.Producer is not { Operator: Mul } inner)
        {
            return null;
        }

        var ((a, factorOfA), (b, factorOfB)) = (Constants.Scaled(inner.Inputs[0]!), Constants.Scaled(inner.Inputs[1]!));
        factor *= factorOfA * factorOfB;
        return IsGate(b, a, factor) ? a
            : IsGate(a, b, factor) ? b
            : null;
    }

    // Whether factor·value = min(max(x/6 + ½, 0), 1).
    private static bool IsGate(Value value, Value x, double factor) =>
        value.Producer is { Operator: Clip { Minimum: 0 } clip } node
        && Constants.Is(factor * clip.Maximum, 1)
        && node.Inputs[0]!.Producer is { Operator: Add } sum
        && Constants.Split(sum) is var (scaled, offset)
        && Constants.Is(factor * offset, 0.5)
        && Constants.Scaled(scaled) is var (argument, slope)
        && argument == x
        && Constants.Is(factor * slope, 1 / 6.0);
}
