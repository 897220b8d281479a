using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Makes one operator of (x − mean)/√(mean (x − mean)² + ε)·scale + bias, as networks and files write it: with a quotient or a reciprocal,
/// with a square or a product, with or without scale and bias. One pass over memory instead of nine, and a gradient of two.
/// </summary>
internal static class FuseLayerNormalization
{
    /// <summary>The graph with <see cref="LayerNormalization"/>; what others read of the formula's parts stays.</summary>
    public static Graph Run(Graph graph)
    {
        var rewriter = new Rewriter(graph);
        var parts = new Dictionary<Value, Part>();
        foreach (var node in graph.Nodes)
        {
            if ((Standardized(node) ?? WithFactor(node, parts, scale: true) ?? WithFactor(node, parts, scale: false)) is not { } part)
            {
                rewriter.Copy(node);
                continue;
            }

            parts[node.Outputs[0]] = part;
            var fused = rewriter.Target.AddNode(
                new LayerNormalization(part.Axis, part.Epsilon),
                [rewriter[part.X], In(part.Scale), In(part.Bias)]
            );
            rewriter.Replace(node.Outputs[0], fused.Outputs[0]);
        }

        return DeadCode.Remove(rewriter.Finish());

        Value? In(Value? value) => value is null ? null : rewriter[value];
    }

    // The next step of the formula after what is found already: a factor or a summand with the normalised axes' shape.
    private static Part? WithFactor(Node node, Dictionary<Value, Part> parts, bool scale)
    {
        if (scale ? node.Operator is not Mul : node.Operator is not Add)
        {
            return null;
        }

        for (var side = 0; side < 2; side++)
        {
            var (before, factor) = (node.Inputs[side]!, node.Inputs[1 - side]!);
            if (
                parts.TryGetValue(before, out var part)
                && part.Bias is null
                && (!scale || part.Scale is null)
                && factor.Shape.Equals(new Shape(before.Shape.Skip(before.Shape.Axis(part.Axis))))
            )
            {
                return scale ? part with { Scale = factor } : part with { Bias = factor };
            }
        }

        return null;
    }

    // c/√(mean c² + ε) or c·(1/√(mean c² + ε)) of c = x − mean x.
    private static Part? Standardized(Node node)
    {
        if (node.Operator is Div)
        {
            return Over(node.Inputs[0]!, node.Inputs[1]!);
        }

        return node.Operator is not Mul ? null
            : Inverted(node.Inputs[1]!) is { } right ? Over(node.Inputs[0]!, right)
            : Inverted(node.Inputs[0]!) is { } left ? Over(node.Inputs[1]!, left)
            : null;
    }

    private static Value? Inverted(Value value) =>
        value.Producer switch
        {
            { Operator: Reciprocal } reciprocal => reciprocal.Inputs[0],
            { Operator: Div } quotient when Constants.Number(quotient.Inputs[0]) is 1 => quotient.Inputs[1],
            _ => null,
        };

    private static Part? Over(Value centred, Value deviation)
    {
        if (
            Centred(centred) is not var (x, mean)
            || deviation.Producer is not { Operator: Sqrt } root
            || root.Inputs[0]!.Producer is not { Operator: Add } sum
            || Constants.Split(sum) is not var (variance, epsilon)
            || variance.Producer is not { Operator: ReduceMean { KeepDimensions: true } average } squares
            || Squared(squares.Inputs[0]!) is not { } c
            || Centred(c) is not var (sameX, sameMean)
            || sameX != x
            || sameMean.Inputs[0] != mean.Inputs[0]
        )
        {
            return null;
        }

        var first = (ReduceMean)mean.Operator;
        var axes = first.AxesOf(x.Shape.Rank);
        // Images keep their own operators: their axes may lie in another order in memory.
        return
            average.AxesOf(x.Shape.Rank).SequenceEqual(axes)
            && ((ReduceMean)sameMean.Operator).AxesOf(x.Shape.Rank).SequenceEqual(axes)
            && axes.Length > 0
            && axes[0] == x.Shape.Rank - axes.Length
            && (axes.Length == 1 || x.Shape.Rank < 4)
            ? new Part(x, axes[0] - x.Shape.Rank, epsilon)
            : null;
    }

    // x and the node of its mean, of x − mean x.
    private static (Value X, Node Mean)? Centred(Value value) =>
        value.Producer is { Operator: Sub } difference
        && difference.Inputs[1]!.Producer is { Operator: ReduceMean { KeepDimensions: true } } mean
        && mean.Inputs[0] == difference.Inputs[0]
            ? (difference.Inputs[0]!, mean)
            : null;

    private static Value? Squared(Value value) =>
        value.Producer switch
        {
            { Operator: Mul } product when product.Inputs[0] == product.Inputs[1] => product.Inputs[0],
            { Operator: Pow } power when Constants.Number(power.Inputs[1]) is 2 => power.Inputs[0],
            _ => null,
        };

    private sealed record Part(Value X, long Axis, double Epsilon, Value? Scale = null, Value? Bias = null);
}
