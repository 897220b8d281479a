using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>h' = f(z + h·rᵀ).</summary>
/// <param name="f">The function.</param>
internal readonly unsafe struct RNNCell<T>(RecurrentFormula f) : IRecurrentCell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public int BiasedGates => 1;

    /// <inheritdoc/>
    public void Forward<TProduct>(TProduct product, in RecurrenceSizes sizes, in RecurrenceMemory<T> memory, int direction, int t)
        where TProduct : struct, IMatrixProduct<T>
    {
        var (n, h) = (sizes.N, sizes.H);
        var z = sizes.Kept(memory.Z, direction, t, h);
        var y = sizes.Shown(memory.Y, direction, t);
        var hidden = sizes.State(memory.LastHidden, direction);
        product.Run(
            new(sizes.Kept(memory.Hidden, direction, t, h), h),
            new Strided<T>(memory.R + ((long)direction * h * h), h).Transposed,
            z,
            h,
            n,
            h,
            h,
            add: true
        );
        for (var i = 0; i < n * h; i++)
        {
            if (memory.Lengths is null || t < memory.Lengths[i / h])
            {
                y[i] = hidden[i] = f.Value(z[i]);
            }
        }
    }

    /// <inheritdoc/>
    public void Backward<TProduct>(TProduct product, in RecurrenceSizes sizes, in RecurrenceGradientMemory<T> memory, int direction, int t)
        where TProduct : struct, IMatrixProduct<T>
    {
        var (n, h) = (sizes.N, sizes.H);
        var z = sizes.Kept(memory.Z, direction, t, h);
        var dz = sizes.Kept(memory.DZ, direction, t, h);
        var dy = sizes.Shown(memory.DY, direction, t);
        var dh = sizes.State(memory.DHidden, direction);
        for (var i = 0; i < n * h; i++)
        {
            dz[i] = T.Zero;
            if (memory.Lengths is null || t < memory.Lengths[i / h])
            {
                dz[i] = (dy[i] + dh[i]) * f.Slope(z[i]);
                dh[i] = T.Zero;
            }
        }

        var weight = (long)direction * h * h;
        product.Run(new(dz, h), new(memory.R + weight, h), dh, h, n, h, h, add: true);
        product.Run(
            new Strided<T>(dz, h).Transposed,
            new(sizes.Kept(memory.Hidden, direction, t, h), h),
            memory.DR + weight,
            h,
            h,
            h,
            n,
            add: true
        );
        Recurrence.AddRows(dz, h, n, memory.DBias + ((long)direction * 2 * h), h);
        Recurrence.AddRows(dz, h, n, memory.DBias + ((long)direction * 2 * h) + h, h);
    }
}
