using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Conv, of one, two or three dimensions.</summary>
internal sealed class ConvTranslation() : Translation<Conv>("Conv", 2, 3)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var group = Group(node);
        if (Volume.Is(node))
        {
            node.Give(Volume.Conv(node[0], node[1], node.Optional(2), WindowAxes.Read(node, node[0].Shape, node[1].Shape), group));
            return;
        }

        var conv = new Conv(WindowFormat.Read(node, node[1].Shape), group);
        var (x, w) = (WindowFormat.Image(node, 0), WindowFormat.Image(node, 1));
        if (node.Has(2))
        {
            WindowFormat.Add(node, conv, x, w, node[2]);
        }
        else
        {
            WindowFormat.Add(node, conv, x, w);
        }
    }

    /// <summary>A convolution with the attributes of a node.</summary>
    /// <param name="node">A node that has the attributes of Conv.</param>
    /// <param name="x">The image, [N, C, ..], with one to three axes after the channels.</param>
    /// <param name="w">The weight, [M, C/group, ..].</param>
    /// <param name="bias">[M], or null.</param>
    public static Value Of(NodeReader node, Value x, Value w, Value? bias = null)
    {
        var (group, flat) = (Group(node), x.Shape.Rank == 3);
        if (Volume.Is(node))
        {
            return Volume.Conv(x, w, bias, WindowAxes.Read(node, x.Shape, w.Shape), group);
        }

        var window = WindowFormat.Read(node, w.Shape);
        var y = flat ? x.Unsqueeze(2).Conv(w.Unsqueeze(2), bias, window, group) : x.Conv(w, bias, window, group);
        return flat ? y.Graph.Add(new Squeeze([2]), y) : y;
    }

    /// <summary>The number of groups that channels are cut into.</summary>
    public static int Group(NodeReader node) =>
        node.Int("group", 1) is >= 1 and <= int.MaxValue and var group
            ? (int)group
            : throw new DecantException($"group must be 1 or more, received {node.Int("group", 1)}.");

    /// <inheritdoc/>
    protected override void Write(Conv conv, NodeWriter node)
    {
        if (conv.Window.CeilMode)
        {
            throw node.Error("ONNX's convolution has no ceil mode. Take a window without it.");
        }

        node.Int("group", conv.Group, 1);
        WindowFormat.Write(conv.Window, node);
    }
}
