using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>D = Σ p·(ln p − ln q) of p = softmax(x/T), q = softmax(y/T), row by row; in double precision whatever the type.</summary>
internal static unsafe class SoftmaxDivergence
{
    /// <summary>The divergence of each row. With a = (x − max x)/T and b = (y − max y)/T: D = Σ eᵃ·(a − b)/Σeᵃ − ln Σeᵃ + ln Σeᵇ.</summary>
    /// <param name="x">[rows, columns].</param>
    /// <param name="y">[rows, columns].</param>
    /// <param name="temperature">T.</param>
    /// <param name="divergence">[rows].</param>
    /// <param name="sums">[rows, 4]: max x, ln Σeᵃ, max y, ln Σeᵇ.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Logits in a row.</param>
    public static void Run<T>(T* x, T* y, double temperature, T* divergence, T* sums, long rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long n = 0; n < rows; n++)
        {
            var (largestX, largestY) = (T.NegativeInfinity, T.NegativeInfinity);
            for (var c = 0; c < columns; c++)
            {
                largestX = T.Max(largestX, x[(n * columns) + c]);
                largestY = T.Max(largestY, y[(n * columns) + c]);
            }

            double sumX = 0,
                sumY = 0,
                product = 0;
            for (var c = 0; c < columns; c++)
            {
                var a = Shifted(x[(n * columns) + c], largestX, temperature);
                var b = Shifted(y[(n * columns) + c], largestY, temperature);
                sumX += Math.Exp(a);
                sumY += Math.Exp(b);
                product += Math.Exp(a) == 0 ? 0 : Math.Exp(a) * (a - b);
            }

            divergence[n] = T.CreateTruncating((product / sumX) - Math.Log(sumX) + Math.Log(sumY));
            sums[4 * n] = largestX;
            sums[(4 * n) + 1] = T.CreateTruncating(Math.Log(sumX));
            sums[(4 * n) + 2] = largestY;
            sums[(4 * n) + 3] = T.CreateTruncating(Math.Log(sumY));
        }
    }

    /// <summary>dy = dD·(q − p)/T + summand, which may be null. dy may be x, y or the summand.</summary>
    public static void Gradient<T>(T* dD, T* x, T* y, double temperature, T* sums, T* summand, T* dy, long rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long n = 0; n < rows; n++)
        {
            for (var c = 0; c < columns; c++)
            {
                var p = Math.Exp(Shifted(x[(n * columns) + c], sums[4 * n], temperature) - double.CreateTruncating(sums[(4 * n) + 1]));
                var q = Math.Exp(
                    Shifted(y[(n * columns) + c], sums[(4 * n) + 2], temperature) - double.CreateTruncating(sums[(4 * n) + 3])
                );
                var added = summand == null ? 0 : double.CreateTruncating(summand[(n * columns) + c]);
                dy[(n * columns) + c] = T.CreateTruncating((double.CreateTruncating(dD[n]) * (q - p) / temperature) + added);
            }
        }
    }

    private static double Shifted<T>(T logit, T largest, double temperature)
        where T : IFloatingPointIeee754<T> => (double.CreateTruncating(logit) - double.CreateTruncating(largest)) / temperature;
}
