using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Resizes a value axis by axis: single neighbours are gathered, means are products with a matrix of weights.</summary>
internal static class Resizing
{
    /// <summary>The value resized along one axis.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">Any shape; the axis's size is known.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="plan">What happens along it.</param>
    /// <param name="extrapolated">The number of elements outside a cropped region.</param>
    public static Value Along(NodeReader node, Value x, int axis, ResizeAxis plan, double extrapolated)
    {
        if (plan.Target == plan.Size && plan.Scale == 1 && plan.Coordinates != "tf_crop_and_resize")
        {
            return x;
        }

        node.SpendNumbers((double)plan.Target * plan.Size);
        var weights = Enumerable.Range(0, plan.Target).Select(plan.Weights).ToArray();
        var y = plan.Mode == "nearest"
            ? x.Gather(node.Counting(ElementType.Int64, plan.Target, i => Array.FindIndex(weights[i], weight => weight != 0)), axis)
            : Product(node, x, axis, plan, weights);
        var outside = Enumerable.Range(0, plan.Target).Select(plan.IsOutside).ToArray();
        if (!outside.Contains(true))
        {
            return y;
        }

        var mask = node.Counting(ElementType.Bool, plan.Target, i => outside[i] ? 1 : 0).Reshape(new Shape(y.Shape.Select((size, i) => i == axis ? size : 1)));
        return mask.Where(y.Constant(extrapolated), y);
    }

    private static Value Product(NodeReader node, Value x, int axis, ResizeAxis plan, double[][] weights)
    {
        var matrix = node.Counting(x.Type, checked(plan.Size * plan.Target), i => weights[i % plan.Target][i / plan.Target])
            .Reshape(new Shape(plan.Size, plan.Target));
        var last = x.Shape.Rank - 1;
        if (axis == last)
        {
            return x.MatMul(matrix);
        }

        // The axis changes places with the last one, and back.
        var order = Enumerable.Range(0, x.Shape.Rank).Select(i => (long)(i == axis ? last : i == last ? axis : i)).ToArray();
        var turned = x.Graph.Add(new Transpose(order), x).MatMul(matrix);
        return x.Graph.Add(new Transpose(order), turned);
    }
}
