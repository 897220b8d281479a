using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>What happens to the numbers that the inputs of QLinear operators mean.</summary>
internal static class QLinearFunctions
{
    /// <summary>The mean of windows over [N, C, W] or [N, C, H, W].</summary>
    public static Value AveragePool(NodeReader node, Value x)
    {
        if (node.Flag("channels_last") || x.Shape.Rank is not (3 or 4))
        {
            throw new DecantException($"only [N, C, W] and [N, C, H, W], channels after the samples, are known here; received {x}.");
        }

        var (window, padding, flat) = (WindowFormat.Read(node, null), node.Flag("count_include_pad"), x.Shape.Rank == 3);
        var y = (flat ? x.Unsqueeze(2) : x).AveragePool(window, padding);
        return flat ? y.Graph.Add(new Squeeze([2]), y) : y;
    }

    /// <summary>The mean of every channel.</summary>
    public static Value GlobalAveragePool(NodeReader node, Value x)
    {
        var first = node.Flag("channels_last") ? 1 : 2;
        return x.ReduceMean([.. Enumerable.Range(first, Math.Max(0, x.Shape.Rank - 2)).Select(axis => (long)axis)], keepDimensions: true);
    }

    /// <summary>Softmax; before opset 13 over all axes from the given one on.</summary>
    public static Value Softmax(NodeReader node, Value x)
    {
        var axis = node.Int("axis", -1);
        return node.Int("opset", OneAxis) >= OneAxis ? x.Softmax(axis) : x.Flatten(axis).Softmax().Reshape(x.Shape);
    }

    private const int OneAxis = 13;
}
