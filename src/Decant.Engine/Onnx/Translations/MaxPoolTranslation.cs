using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>MaxPool, of one or two dimensions; the places of the maxima (its second output) are not known here.</summary>
internal sealed class MaxPoolTranslation() : Translation<MaxPool>("MaxPool", 1, 1)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        node.Int("storage_order", 0); // concerns only the second output
        var x = WindowFormat.Image(node, 0);
        WindowFormat.Add(node, new MaxPool(WindowFormat.Read(node, x.Shape, null)), x);
    }

    /// <inheritdoc/>
    protected override void Write(MaxPool pool, NodeWriter node) => WindowFormat.Write(pool.Window, node);
}
