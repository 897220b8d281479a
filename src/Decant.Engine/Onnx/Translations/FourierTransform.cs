using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>The discrete Fourier transform as a product with its matrix: X[k] = Σ over n of x[n]·e^(−2πi·k·n/N).</summary>
internal static class FourierTransform
{
    // The matrix has as many elements as the square of this.
    private const int Longest = 8192;

    /// <summary>Transforms the last axis but one.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">[.., time, 1 or 2]: real numbers, or real and imaginary parts.</param>
    /// <param name="length">N: what is longer is cut, what is shorter followed by zeros.</param>
    /// <param name="half">Whether only the first N/2 + 1 of the result are wanted.</param>
    /// <param name="inverse">Whether e^(+2πi·k·n/N)/N is meant.</param>
    /// <returns>[.., frequency, 2].</returns>
    public static Value Of(NodeReader node, Value x, int length, bool half, bool inverse)
    {
        var (time, parts) = (x.Shape[^2].Size, x.Shape[^1].Size);
        if (length is < 1 or > Longest || parts is not (1 or 2))
        {
            throw new DecantException($"expected [.., time, 1 or 2] and a length from 1 to {Longest}, received {x} and {length}.");
        }

        var (count, used) = (half ? (length / 2) + 1 : length, Math.Min(time, length));
        Value Part(int part) => x.Slice(-2, 0, used).Slice(-1, part, part + 1).Reshape(new Shape([.. x.Shape.SkipLast(2), used]));
        Value Matrix(Func<double, double> wave, double sign) =>
            node.Counting(x.Type, used * count, i =>
                    sign * wave(2 * Math.PI * ((long)(i / count) * (i % count) % length) / length) / (inverse ? length : 1)
                )
                .Reshape(new Shape(used, count));

        // (a + ib)(cos − i·sin) = (a·cos + b·sin) + i(b·cos − a·sin)
        var (cos, sin, a) = (Matrix(Math.Cos, 1), Matrix(Math.Sin, inverse ? -1 : 1), Part(0));
        var (real, imaginary) = (a.MatMul(cos), -a.MatMul(sin));
        if (parts == 2)
        {
            (real, imaginary) = (real + Part(1).MatMul(sin), Part(1).MatMul(cos) + imaginary);
        }

        return new[] { real.Unsqueeze(-1), imaginary.Unsqueeze(-1) }.Concat(-1);
    }
}
