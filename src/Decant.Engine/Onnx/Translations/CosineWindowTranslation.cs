using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// HannWindow, HammingWindow and BlackmanWindow: a0 − a1·cos(2πn/L) + a2·cos(4πn/L), L = size when periodic, else size − 1.
/// </summary>
/// <param name="name">ONNX's name.</param>
/// <param name="a0">The level.</param>
/// <param name="a1">The first wave.</param>
/// <param name="a2">The second wave.</param>
internal sealed class CosineWindowTranslation(string name, double a0, double a1, double a2 = 0)
    : FormulaTranslation(name, 1, 1, constants: [0])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var size = (int)node.ConstantNumber(0)!.Value;
        var length = node.Flag("periodic", true) ? size : size - 1;
        return node.Counting(OnnxElementType.Read((int)node.Int("output_datatype", 1)), size, n =>
            a0 - (a1 * Math.Cos(2 * Math.PI * n / length)) + (a2 * Math.Cos(4 * Math.PI * n / length))
        );
    }
}
