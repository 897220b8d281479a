using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// MatMulNBits: A · Wᵀ, with W [N, K] of 2, 4 or 8 bits. Every row of W is cut into blocks that have a scale and a zero point (the middle
/// of the range where it is absent); bits of several elements share a byte, the first in the lowest. Inputs: A, W [N, blocks, bytes],
/// scales, zero points, an order of the blocks, a bias.
/// </summary>
internal sealed class MatMulNBitsTranslation() : RuntimeFormulaTranslation("MatMulNBits", 3, 6)
{
    private const int BitsOfByte = 8;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        node.Int("accuracy_level", 0); // how exactly the runtime may compute
        var (k, n, bits, size) = (Positive(node, "K"), Positive(node, "N"), Positive(node, "bits", 4), Positive(node, "block_size"));
        if (bits is not (2 or 4 or 8) || node.Has(4))
        {
            throw new DecantException(
                $"expected 2, 4 or 8 bits and blocks in their order (no g_idx), received {bits} "
                    + $"bits{(node.Has(4) ? " and an order of the blocks" : "")}."
            );
        }

        var blocks = (k + size - 1) / size;
        var w = Unpacked(node[1].Reshape(new Shape(n, blocks, checked(size * bits) / BitsOfByte)), bits)
            .Reshape(new Shape(n, blocks, size));
        var scales = node[2].Reshape(new Shape(n, blocks, 1));
        var middle = scales.Constant(1 << (bits - 1));
        var numbers = (w.Cast(scales.Type) - (node.Has(3) ? ZeroPoints(node[3], n, blocks, bits).Cast(scales.Type) : middle)) * scales;
        var weight = numbers.Reshape(new Shape(n, blocks * size)).Slice(1, 0, k);
        var y = node[0].MatMul(weight.Transposed());
        return node.Has(5) ? y + node[5] : y;
    }

    private static int Positive(NodeReader node, string name, long assumed = 0) =>
        node.Int(name, assumed) is > 0 and < 1 << 24 and var number
            ? (int)number
            : throw new DecantException($"the attribute '{name}' must be above 0 and below {1 << 24}, received {node.Int(name, assumed)}.");

    // Zero points are packed as the numbers are, row by row, or one number for each block.
    private static Value ZeroPoints(Value given, int n, int blocks, int bits) =>
        given.Type != ElementType.UInt8
            ? given.Reshape(new Shape(n, blocks, 1))
            : Unpacked(given.Reshape(new Shape(n, ((blocks * bits) + BitsOfByte - 1) / BitsOfByte)), bits).Slice(1, 0, blocks).Unsqueeze(2);

    // [.., bytes] of uint8 becomes [.., elements] of int32.
    private static Value Unpacked(Value bytes, int bits)
    {
        var whole = bytes.Cast(ElementType.Int32);
        var parts = Enumerable
            .Range(0, BitsOfByte / bits)
            .Select(i => (whole / whole.Constant(1 << (i * bits))).Mod(whole.Constant(1 << bits)).Unsqueeze(-1))
            .ToArray();
        return parts.Concat(-1).Reshape(new Shape([.. bytes.Shape.SkipLast(1), bytes.Shape[^1] * parts.Length]));
    }
}
