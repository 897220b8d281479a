using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// u = f(z_u + h·r_uᵀ), q = f(z_q + h·r_qᵀ), v = g(z_v + (q·h)·r_vᵀ) or, when the reset gate comes after the product, v = g(z_v + q·(h·r_vᵀ
/// + b)), h' = (1 − u)·v + u·h. Kept next to the hidden state: s = h·r_vᵀ + b, or s = q·h.
/// </summary>
/// <param name="f">The gates' function.</param>
/// <param name="g">The candidate's function.</param>
/// <param name="resetAfter">Whether the reset gate comes after the product.</param>
internal readonly unsafe struct GRUCell<T>(RecurrentFormula f, RecurrentFormula g, bool resetAfter) : IRecurrentCell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public int BiasedGates => resetAfter ? 2 : 3;

    /// <inheritdoc/>
    public void Forward<TProduct>(TProduct product, in RecurrenceSizes sizes, in RecurrenceMemory<T> memory, int direction, int t)
        where TProduct : struct, IMatrixProduct<T>
    {
        var (n, h, rows) = (sizes.N, sizes.H, sizes.Rows);
        var z = sizes.Kept(memory.Z, direction, t, rows);
        var s = sizes.Kept(memory.Other, direction, t, h);
        var before = sizes.Kept(memory.Hidden, direction, t, h);
        var y = sizes.Shown(memory.Y, direction, t);
        var hidden = sizes.State(memory.LastHidden, direction);
        var r = memory.R + ((long)direction * rows * h);
        var candidate = new Strided<T>(r + (2L * h * h), h).Transposed;
        product.Run(new(before, h), new Strided<T>(r, h).Transposed, z, rows, n, 2 * h, h, add: true);
        if (resetAfter)
        {
            product.Run(new(before, h), candidate, s, h, n, h, h, add: false);
        }

        var bias = memory.Bias is null ? null : memory.Bias + (((2L * direction) + 1) * rows) + (2 * h);
        for (var i = 0; i < n * h; i++)
        {
            var (sample, j) = (i / h, i % h);
            var q = f.Value(z[((long)sample * rows) + h + j]);
            if (resetAfter)
            {
                s[i] += bias is null ? T.Zero : bias[j];
                z[((long)sample * rows) + (2 * h) + j] += q * s[i];
            }
            else
            {
                s[i] = q * before[i];
            }
        }

        if (!resetAfter)
        {
            product.Run(new(s, h), candidate, z + (2 * h), rows, n, h, h, add: true);
        }

        for (var i = 0; i < n * h; i++)
        {
            var (sample, j) = (i / h, i % h);
            if (memory.Lengths is null || t < memory.Lengths[sample])
            {
                var update = f.Value(z[((long)sample * rows) + j]);
                y[i] = hidden[i] = ((T.One - update) * g.Value(z[((long)sample * rows) + (2 * h) + j])) + (update * before[i]);
            }
        }
    }

    /// <inheritdoc/>
    public void Backward<TProduct>(TProduct product, in RecurrenceSizes sizes, in RecurrenceGradientMemory<T> memory, int direction, int t)
        where TProduct : struct, IMatrixProduct<T>
    {
        var (n, h, rows) = (sizes.N, sizes.H, sizes.Rows);
        var z = sizes.Kept(memory.Z, direction, t, rows);
        var dz = sizes.Kept(memory.DZ, direction, t, rows);
        var s = sizes.Kept(memory.Other, direction, t, h);
        var before = sizes.Kept(memory.Hidden, direction, t, h);
        var dh = sizes.State(memory.DHidden, direction);
        var work = memory.Work;
        var weight = (long)direction * rows * h;
        var r = memory.R + weight;
        var dr = memory.DR + weight;
        var candidate = 2L * h * h;

        // dv = dh·(1 − u), du = dh·(h − v); after the product dq = dz_v·s and ∂/∂s = dz_v·q, kept in work.
        new Span<T>(dz, n * rows).Clear();
        new Span<T>(work, n * h).Clear();
        var dy = sizes.Shown(memory.DY, direction, t);
        for (var i = 0; i < n * h; i++)
        {
            var at = ((long)(i / h) * rows) + (i % h);
            if (memory.Lengths is not null && t >= memory.Lengths[i / h])
            {
                continue;
            }

            var (zu, zq, zv, d) = (z[at], z[at + h], z[at + (2 * h)], dy[i] + dh[i]);
            var update = f.Value(zu);
            dz[at] = d * (before[i] - g.Value(zv)) * f.Slope(zu);
            dz[at + (2 * h)] = d * (T.One - update) * g.Slope(zv);
            dh[i] = d * update;
            if (resetAfter)
            {
                dz[at + h] = dz[at + (2 * h)] * s[i] * f.Slope(zq);
                work[i] = dz[at + (2 * h)] * f.Value(zq);
            }
        }

        var dCandidate = new Strided<T>(dz + (2 * h), rows);
        var dBias = memory.DBias + (2L * direction * rows);
        var dInner = memory.DBias + (((2L * direction) + 1) * rows);
        if (resetAfter)
        {
            product.Run(new(work, h), new(r + candidate, h), dh, h, n, h, h, add: true);
            product.Run(new Strided<T>(work, h).Transposed, new(before, h), dr + candidate, h, h, h, n, add: true);
            Recurrence.AddRows(work, h, n, dInner + (2 * h), h);
        }
        else
        {
            // ∂/∂(q·h) = dz_v·r_v, kept in work; rows of samples that have ended are 0.
            product.Run(dCandidate, new(r + candidate, h), work, h, n, h, h, add: false);
            product.Run(dCandidate.Transposed, new(s, h), dr + candidate, h, h, h, n, add: true);
            Recurrence.AddRows(dz + (2 * h), rows, n, dInner + (2 * h), h);
            for (var i = 0; i < n * h; i++)
            {
                var at = ((long)(i / h) * rows) + h + (i % h);
                dz[at] = work[i] * before[i] * f.Slope(z[at]);
                dh[i] += work[i] * f.Value(z[at]);
            }
        }

        product.Run(new(dz, rows), new(r, h), dh, h, n, h, 2 * h, add: true);
        product.Run(new Strided<T>(dz, rows).Transposed, new(before, h), dr, h, 2 * h, h, n, add: true);
        Recurrence.AddRows(dz, rows, n, dBias, rows);
        Recurrence.AddRows(dz, rows, n, dInner, 2 * h);
    }
}
