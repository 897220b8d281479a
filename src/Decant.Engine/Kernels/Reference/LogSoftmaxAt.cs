using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>y = (x − max) − ln Σ e^(x − max) at some places of each row.</summary>
internal static unsafe class LogSoftmaxAt
{
    /// <summary>Logarithms of softmax at the places that indices name.</summary>
    /// <param name="x">[rows, columns].</param>
    /// <param name="indices">[rows, picks], negative ones from the end.</param>
    /// <param name="y">[rows, picks].</param>
    /// <param name="largest">[rows]: max x.</param>
    /// <param name="logarithm">[rows]: ln Σ e^(x − max x).</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Logits in a row.</param>
    /// <param name="picks">Places in a row.</param>
    /// <exception cref="DecantException">An index is outside the row.</exception>
    public static void Run<T>(T* x, long* indices, T* y, T* largest, T* logarithm, long rows, int columns, int picks)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long n = 0; n < rows; n++)
        {
            largest[n] = T.NegativeInfinity;
            for (var c = 0; c < columns; c++)
            {
                largest[n] = T.Max(largest[n], x[(n * columns) + c]);
            }

            var sum = T.Zero;
            for (var c = 0; c < columns; c++)
            {
                sum += T.Exp(x[(n * columns) + c] - largest[n]);
            }

            logarithm[n] = T.Log(sum);
            for (var k = 0; k < picks; k++)
            {
                var place = GatherIndex.Resolve("LogSoftmaxAt", indices[(n * picks) + k], columns);
                y[(n * picks) + k] = x[(n * columns) + place] - largest[n] - logarithm[n];
            }
        }
    }

    /// <summary>dx = Σₖ dyₖ·([indexₖ = c] − softmax(x)) + summand. dx may be x or the summand.</summary>
    /// <param name="dy">[rows, picks].</param>
    /// <param name="x">[rows, columns].</param>
    /// <param name="indices">[rows, picks].</param>
    /// <param name="largest">[rows], as <see cref="Run"/> gave it.</param>
    /// <param name="logarithm">[rows], as <see cref="Run"/> gave it.</param>
    /// <param name="summand">[rows, columns]; null for none.</param>
    /// <param name="dx">[rows, columns].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Logits in a row.</param>
    /// <param name="picks">Places in a row.</param>
    public static void Gradient<T>(
        T* dy,
        T* x,
        long* indices,
        T* largest,
        T* logarithm,
        T* summand,
        T* dx,
        long rows,
        int columns,
        int picks
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long n = 0; n < rows; n++)
        {
            var total = T.Zero;
            for (var k = 0; k < picks; k++)
            {
                total += dy[(n * picks) + k];
            }

            for (var i = n * columns; i < (n + 1) * columns; i++)
            {
                dx[i] = (summand == null ? T.Zero : summand[i]) - (total * T.Exp(x[i] - largest[n] - logarithm[n]));
            }

            for (var k = 0; k < picks; k++)
            {
                dx[(n * columns) + GatherIndex.Resolve("LogSoftmaxAt", indices[(n * picks) + k], columns)] += dy[(n * picks) + k];
            }
        }
    }
}
