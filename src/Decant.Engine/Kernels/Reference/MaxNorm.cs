using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// Shrinks the incoming weights of every output unit whose L2 norm is above a limit to the limit. Srivastava et al. 2014, JMLR 15.
/// </summary>
internal static unsafe class MaxNorm
{
    /// <summary>Limits norms in place.</summary>
    /// <param name="weights">Weights, changed.</param>
    /// <param name="inputs">Shape, seen from the axis of a unit's inputs: (out, in, 1) for weights [out, in], (1, in, out) for weights [in,
    /// out].</param>
    /// <param name="limit">Largest norm, more than 0.</param>
    public static void Run<T>(T* weights, AlongAxis inputs, double limit)
        where T : unmanaged, INumber<T>
    {
        for (long outer = 0; outer < inputs.Outer; outer++)
        {
            for (long inner = 0; inner < inputs.Inner; inner++)
            {
                var sum = 0.0;
                for (var i = 0; i < inputs.Size; i++)
                {
                    var value = double.CreateChecked(weights[inputs.Offset(outer, i, inner)]);
                    sum += value * value;
                }

                if (Math.Sqrt(sum) > limit)
                {
                    for (var i = 0; i < inputs.Size; i++)
                    {
                        weights[inputs.Offset(outer, i, inner)] *= T.CreateChecked(limit / Math.Sqrt(sum));
                    }
                }
            }
        }
    }
}
