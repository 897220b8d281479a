using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>AveragePool, of one or two dimensions; with dilations from opset 19 on.</summary>
internal sealed class AveragePoolTranslation() : Translation<AveragePool>("AveragePool", 1, 1)
{
    private const int SinceDilations = 19;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var x = WindowFormat.Image(node, 0);
        WindowFormat.Add(node, new AveragePool(WindowFormat.Read(node, x.Shape, null), node.Flag("count_include_pad")), x);
    }

    /// <inheritdoc/>
    protected override void Write(AveragePool pool, NodeWriter node)
    {
        if (node.Opset < SinceDilations && pool.Window is not { DilationHeight: 1, DilationWidth: 1 })
        {
            throw node.Error($"dilations need opset {SinceDilations} or newer. Write with that opset.");
        }

        WindowFormat.Write(pool.Window, node);
        node.Int("count_include_pad", pool.CountIncludePad ? 1 : 0, 0);
    }
}
