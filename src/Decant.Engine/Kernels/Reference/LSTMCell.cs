using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// i = f(z_i + p_i·c), φ = f(z_f + p_f·c), c' = φ·c + i·g(z_c), o = f(z_o + p_o·c'), h' = o·k(c'), with h·rᵀ added to z before. Gates are
/// in the order input, output, forget, cell. What the gates have read, peepholes included, is what z holds afterwards.
/// </summary>
/// <param name="f">The gates' function.</param>
/// <param name="g">The function of what enters the cell.</param>
/// <param name="k">The function of what leaves it.</param>
/// <param name="coupled">Whether φ = 1 − i.</param>
internal readonly unsafe struct LSTMCell<T>(RecurrentFormula f, RecurrentFormula g, RecurrentFormula k, bool coupled) : IRecurrentCell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public int BiasedGates => 4;

    /// <inheritdoc/>
    public void Forward<TProduct>(TProduct product, in RecurrenceSizes sizes, in RecurrenceMemory<T> memory, int direction, int t)
        where TProduct : struct, IMatrixProduct<T>
    {
        var (n, h, rows) = (sizes.N, sizes.H, sizes.Rows);
        var all = sizes.Kept(memory.Z, direction, t, rows);
        product.Run(
            new(sizes.Kept(memory.Hidden, direction, t, h), h),
            new Strided<T>(memory.R + ((long)direction * rows * h), h).Transposed,
            all,
            rows,
            n,
            rows,
            h,
            add: true
        );

        var y = sizes.Shown(memory.Y, direction, t);
        var hidden = sizes.State(memory.LastHidden, direction);
        var cell = sizes.State(memory.LastCell, direction);
        new Span<T>(cell, n * h).CopyTo(new(sizes.Kept(memory.Other, direction, t, h), n * h));
        var p = memory.Peepholes is null ? null : memory.Peepholes + ((long)direction * 3 * h);
        for (var sample = 0; sample < n; sample++)
        {
            if (memory.Lengths is not null && t >= memory.Lengths[sample])
            {
                continue;
            }

            var z = all + ((long)sample * rows);
            for (var j = 0; j < h; j++)
            {
                ref var c = ref cell[((long)sample * h) + j];
                ref var zi = ref z[j];
                ref var zo = ref z[h + j];
                ref var zf = ref z[(2 * h) + j];
                if (p is not null)
                {
                    zi += p[j] * c;
                    zf += p[(2 * h) + j] * c;
                }

                var input = f.Value(zi);
                var forget = coupled ? T.One - input : f.Value(zf);
                c = (forget * c) + (input * g.Value(z[(3 * h) + j]));
                zo += p is null ? T.Zero : p[h + j] * c;
                y[((long)sample * h) + j] = hidden[((long)sample * h) + j] = f.Value(zo) * k.Value(c);
            }
        }
    }

    /// <inheritdoc/>
    public void Backward<TProduct>(TProduct product, in RecurrenceSizes sizes, in RecurrenceGradientMemory<T> memory, int direction, int t)
        where TProduct : struct, IMatrixProduct<T>
    {
        var (n, h, rows) = (sizes.N, sizes.H, sizes.Rows);
        var allDz = sizes.Kept(memory.DZ, direction, t, rows);
        var hidden = sizes.Kept(memory.Hidden, direction, t, h);
        var dhAll = sizes.State(memory.DHidden, direction);
        var dcAll = sizes.State(memory.DCell, direction);
        for (var sample = 0; sample < n; sample++)
        {
            var dz = allDz + ((long)sample * rows);
            if (memory.Lengths is not null && t >= memory.Lengths[sample])
            {
                new Span<T>(dz, rows).Clear();
                continue;
            }

            var row = (long)sample * h;
            Backward(
                sizes,
                memory,
                direction,
                sizes.Kept(memory.Z, direction, t, rows) + ((long)sample * rows),
                dz,
                sizes.Kept(memory.Other, direction, t, h) + row,
                sizes.Shown(memory.DY, direction, t) + row,
                dhAll + row,
                dcAll + row
            );
        }

        var weight = (long)direction * rows * h;
        product.Run(new(allDz, rows), new(memory.R + weight, h), dhAll, h, n, h, rows, add: true);
        product.Run(new Strided<T>(allDz, rows).Transposed, new(hidden, h), memory.DR + weight, h, rows, h, n, add: true);
        Recurrence.AddRows(allDz, rows, n, memory.DBias + ((long)direction * 2 * rows), rows);
        Recurrence.AddRows(allDz, rows, n, memory.DBias + ((long)direction * 2 * rows) + rows, rows);
    }

    // One sample. With dh = ∂/∂h' and dc = ∂/∂c' + dh·o·k'(c') + dz_o·p_o:
    // dz_o = dh·k(c')·f', dz_i = dc·g·f', dz_f = dc·c·f', dz_c = dc·i·g', and ∂/∂c = dc·φ + dz_i·p_i + dz_f·p_f.
    private void Backward(
        in RecurrenceSizes sizes,
        in RecurrenceGradientMemory<T> memory,
        int direction,
        T* z,
        T* dz,
        T* before,
        T* dy,
        T* dh,
        T* dc
    )
    {
        var h = sizes.H;
        var peepholes = (long)direction * 3 * h;
        for (var j = 0; j < h; j++)
        {
            var (zi, zo, zf, zc, c) = (z[j], z[h + j], z[(2 * h) + j], z[(3 * h) + j], before[j]);
            var (input, output, entering) = (f.Value(zi), f.Value(zo), g.Value(zc));
            var forget = coupled ? T.One - input : f.Value(zf);
            var after = (forget * c) + (input * entering);
            var dHidden = dy[j] + dh[j];
            var dOutput = dHidden * k.Value(after) * f.Slope(zo);
            var dCell = dc[j] + (dHidden * output * k.Slope(after));
            if (memory.Peepholes is not null)
            {
                dCell += dOutput * memory.Peepholes[peepholes + h + j];
                memory.DPeepholes[peepholes + h + j] += dOutput * after;
            }

            var dInput = dCell * (coupled ? entering - c : entering) * f.Slope(zi);
            var dForget = coupled ? T.Zero : dCell * c * f.Slope(zf);
            (dz[j], dz[h + j], dz[(2 * h) + j], dz[(3 * h) + j]) = (dInput, dOutput, dForget, dCell * input * g.Slope(zc));
            (dh[j], dc[j]) = (T.Zero, dCell * forget);
            if (memory.Peepholes is not null)
            {
                dc[j] += (dInput * memory.Peepholes[peepholes + j]) + (dForget * memory.Peepholes[peepholes + (2 * h) + j]);
                memory.DPeepholes[peepholes + j] += dInput * c;
                memory.DPeepholes[peepholes + (2 * h) + j] += dForget * c;
            }
        }
    }
}
