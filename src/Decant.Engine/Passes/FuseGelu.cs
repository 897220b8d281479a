using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Makes one operator of ½x·(1 + erf(x/√2)), in whatever order the three factors are multiplied: a pass over memory instead of five.
/// </summary>
internal static class FuseGelu
{
    /// <summary>The graph with <see cref="Gelu"/>; what others read of the formula's parts stays.</summary>
    public static Graph Run(Graph graph)
    {
        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes)
        {
            if (ArgumentOf(node) is { } x)
            {
                rewriter.Replace(node.Outputs[0], rewriter[x].Gelu());
            }
            else
            {
                rewriter.Copy(node);
            }
        }

        return DeadCode.Remove(rewriter.Finish());
    }

    // x of a product of x, ½ and 1 + erf(x/√2).
    private static Value? ArgumentOf(Node node)
    {
        if (node.Operator is not Mul)
        {
            return null;
        }

        var near = node.Inputs.Concat(
            node.Inputs.Where(input => input!.Producer is { Operator: Mul }).SelectMany(input => input!.Producer!.Inputs)
        );
        return near.FirstOrDefault(sum => Argument(sum!) is { } x && IsHalfOf(node, x, sum!)) is { } found ? Argument(found) : null;
    }

    // x of 1 + erf(x/√2).
    private static Value? Argument(Value value) =>
        value.Producer is { Operator: Add } sum
        && Constants.Split(sum) is var (erf, one)
        && Constants.Is(one, 1)
        && erf.Producer is { Operator: Erf } function
        && Constants.Scaled(function.Inputs[0]!) is var (x, factor)
        && Constants.Is(factor, Math.Sqrt(0.5))
            ? x
            : null;

    // Whether a product is ½·x·sum: (½x)·sum, x·(½·sum) or ½·(x·sum).
    private static bool IsHalfOf(Node product, Value x, Value sum)
    {
        var (left, leftFactor) = Constants.Scaled(product.Outputs[0]);
        var inner = left == product.Outputs[0] ? product : left.Producer;
        if (inner is not { Operator: Mul })
        {
            return false;
        }

        var ((a, factorOfA), (b, factorOfB)) = (Constants.Scaled(inner.Inputs[0]!), Constants.Scaled(inner.Inputs[1]!));
        return ((a == x && b == sum) || (a == sum && b == x)) && Constants.Is(leftFactor * factorOfA * factorOfB, 0.5);
    }
}
