using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// MelWeightMatrix: triangles over the frequencies of a spectrum, evenly spaced on the mel scale m = 2595·log₁₀(1 + f/700).
/// </summary>
internal sealed class MelWeightMatrixTranslation() : FormulaTranslation("MelWeightMatrix", 5, 5, constants: [0, 1, 2, 3, 4])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (bands, length, rate) = ((int)node.ConstantNumber(0)!, (int)node.ConstantNumber(1)!, node.ConstantNumber(2)!.Value);
        var (lowest, highest) = (Mel(node.ConstantNumber(3)!.Value), Mel(node.ConstantNumber(4)!.Value));
        var edges = Enumerable
            .Range(0, bands + 2)
            .Select(i => (int)Math.Floor((length + 1) * Frequency(lowest + (i * (highest - lowest) / (bands + 2))) / rate))
            .ToArray();
        var type = OnnxElementType.Read((int)node.Int("output_datatype", (long)ElementType.Float32));
        return node.Counting(type, ((length / 2) + 1) * bands, i => Weight(i / bands, edges.AsSpan(i % bands, 3)))
            .Reshape(new Shape((length / 2) + 1, bands));
    }

    // From 0 at the left edge to 1 at the centre and back to 0 at the right edge.
    private static double Weight(int at, ReadOnlySpan<int> edges)
    {
        var (left, centre, right) = (edges[0], edges[1], edges[2]);
        return at == centre ? 1
            : at > left && at < centre ? (double)(at - left) / (centre - left)
            : at > centre && at < right ? (double)(right - at) / (right - centre)
            : 0;
    }

    private static double Mel(double frequency) => 2595 * Math.Log10(1 + (frequency / 700));

    private static double Frequency(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}
