using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>y[i, j] = Σ_d (x[i, d] − x[j, d])².</summary>
internal static unsafe class SquaredDistances
{
    /// <summary>The squared distances between all rows.</summary>
    /// <param name="x">[rows, columns].</param>
    /// <param name="y">[rows, rows].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Numbers in a row.</param>
    public static void Run<T>(T* x, T* y, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long i = 0; i < rows; i++)
        {
            for (long j = 0; j <= i; j++)
            {
                var sum = T.Zero;
                for (var d = 0; d < columns; d++)
                {
                    var difference = x[(i * columns) + d] - x[(j * columns) + d];
                    sum += difference * difference;
                }

                y[(i * rows) + j] = y[(j * rows) + i] = sum;
            }
        }
    }
}
