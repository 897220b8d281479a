using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Conv, of one or two dimensions.</summary>
internal sealed class ConvTranslation() : Translation<Conv>("Conv", 2, 3)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var group = node.Int("group", 1);
        if (group is < 1 or > int.MaxValue)
        {
            throw new DecantException($"group must be 1 or more, received {group}.");
        }

        var (x, w) = (WindowFormat.Image(node, 0), WindowFormat.Image(node, 1));
        var conv = new Conv(WindowFormat.Read(node, x.Shape, w.Shape), (int)group);
        if (node.Has(2))
        {
            WindowFormat.Add(node, conv, x, w, node[2]);
        }
        else
        {
            WindowFormat.Add(node, conv, x, w);
        }
    }

    /// <inheritdoc/>
    protected override void Write(Conv conv, NodeWriter node)
    {
        node.RefuseFused(conv.Activation);
        if (node.Node.Inputs.Count > 3 || conv.Window.CeilMode)
        {
            throw node.Error("ONNX's convolution adds no residual and has no ceil mode. Write the graph before fusing.");
        }

        node.Int("group", conv.Group, 1);
        WindowFormat.Write(conv.Window, node);
    }
}
