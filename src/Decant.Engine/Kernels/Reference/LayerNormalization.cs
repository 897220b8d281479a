using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>y = (x − mean)·r·scale + bias, r = 1/√(variance + ε), row by row.</summary>
internal static unsafe class LayerNormalization
{
    /// <summary>Every row of x to mean 0 and variance 1, then factor and summand of each column.</summary>
    /// <param name="x">[rows, columns].</param>
    /// <param name="scale">[columns], or null for 1.</param>
    /// <param name="bias">[columns], or null for 0.</param>
    /// <param name="y">[rows, columns].</param>
    /// <param name="mean">[rows].</param>
    /// <param name="inverse">[rows]: r.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Elements of a row.</param>
    /// <param name="epsilon">ε.</param>
    public static void Run<T>(T* x, T* scale, T* bias, T* y, T* mean, T* inverse, long rows, int columns, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = T.CreateChecked(columns);
        for (long row = 0; row < rows; row++, x += columns, y += columns)
        {
            var (sum, squares) = (T.Zero, T.Zero);
            for (var c = 0; c < columns; c++)
            {
                sum += x[c];
            }

            mean[row] = sum / count;
            for (var c = 0; c < columns; c++)
            {
                squares += (x[c] - mean[row]) * (x[c] - mean[row]);
            }

            inverse[row] = T.One / T.Sqrt((squares / count) + T.CreateChecked(epsilon));
            for (var c = 0; c < columns; c++)
            {
                var standard = (x[c] - mean[row]) * inverse[row];
                y[c] = (scale is null ? standard : standard * scale[c]) + (bias is null ? T.Zero : bias[c]);
            }
        }
    }

    /// <summary>With x̂ = (x − mean)·r and g = dy·scale: dx = r·(g − mean g − x̂·mean(g·x̂)), dscale = Σ dy·x̂, dbias = Σ dy.</summary>
    public static void Gradient<T>(T* dy, T* x, T* mean, T* inverse, T* scale, T* dx, T* dscale, T* dbias, long rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = T.CreateChecked(columns);
        new Span<T>(dscale, columns).Clear();
        new Span<T>(dbias, columns).Clear();
        for (long row = 0; row < rows; row++, dy += columns, x += columns, dx += columns)
        {
            var (sum, product) = (T.Zero, T.Zero);
            for (var c = 0; c < columns; c++)
            {
                var (standard, g) = ((x[c] - mean[row]) * inverse[row], scale is null ? dy[c] : dy[c] * scale[c]);
                sum += g;
                product += g * standard;
                dscale[c] += dy[c] * standard;
                dbias[c] += dy[c];
            }

            for (var c = 0; c < columns; c++)
            {
                var (standard, g) = ((x[c] - mean[row]) * inverse[row], scale is null ? dy[c] : dy[c] * scale[c]);
                dx[c] = inverse[row] * (g - (sum / count) - (standard * (product / count)));
            }
        }
    }
}
