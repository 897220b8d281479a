using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>AveragePool, of one, two or three dimensions; with dilations from opset 19 on.</summary>
internal sealed class AveragePoolTranslation() : Translation<AveragePool>("AveragePool", 1, 1)
{
    private const int SinceDilations = 19;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var countIncludePad = node.Flag("count_include_pad");
        if (Volume.Is(node))
        {
            if (countIncludePad && node.Flag("ceil_mode"))
            {
                // The standard's own vectors count what lies after the padding, ONNX Runtime and PyTorch do not.
                throw new DecantException(
                    "count_include_pad in ceil mode is not known here for volumes. Export the model with one of them only."
                );
            }

            node.Give(
                Volume.Pool(node[0], WindowAxes.Read(node, node[0].Shape, null), (x, window) => x.AveragePool(window, countIncludePad))
            );
        }
        else
        {
            WindowFormat.Add(node, new AveragePool(WindowFormat.Read(node, null), countIncludePad), WindowFormat.Image(node, 0));
        }
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
