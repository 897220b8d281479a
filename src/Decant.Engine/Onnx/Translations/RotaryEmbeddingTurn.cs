using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Pairs of features (a, b) turned by the angle of their position, (a·cos − b·sin, a·sin + b·cos) (Su et al. 2021, arXiv:2104.09864).
/// </summary>
internal static class RotaryEmbeddingTurn
{
    /// <summary>x with its first features turned.</summary>
    /// <param name="x">[B, heads, T, D].</param>
    /// <param name="cos">Cosines [B or 1, T, at least half as many as are turned].</param>
    /// <param name="sin">Sines of the same shape.</param>
    /// <param name="part">How many features are turned; 0 for all.</param>
    /// <param name="interleaved">Whether a pair are neighbours; else its second is half of the turned ones further on.</param>
    /// <exception cref="DecantException">Not so many can be turned.</exception>
    public static Value Of(Value x, Value cos, Value sin, int part, bool interleaved)
    {
        var size = x.Shape.Rank == 4 ? x.Shape[3].Size : throw new DecantException($"expected [B, heads, T, D], received {x}.");
        var turned = part > 0 ? part : size;
        if (turned > size || turned % 2 != 0)
        {
            throw new DecantException($"rotary_embedding_dim must be even and at most {size}, received {turned}.");
        }

        (cos, sin) = (cos.Slice(2, 0, turned / 2).Unsqueeze(1), sin.Slice(2, 0, turned / 2).Unsqueeze(1));
        var (a, b) = interleaved
            ? (x.Slice(3, 0, turned, 2), x.Slice(3, 1, turned, 2))
            : (x.Slice(3, 0, turned / 2), x.Slice(3, turned / 2, turned));
        var (real, imaginary) = ((a * cos) - (b * sin), (a * sin) + (b * cos));
        var y = interleaved
            ? new[] { real.Unsqueeze(4), imaginary.Unsqueeze(4) }.Concat(4).Reshape(x.Shape.With(3, turned))
            : new[] { real, imaginary }.Concat(3);
        return turned == size ? y : new[] { y, x.Slice(3, turned, size) }.Concat(3);
    }
}
