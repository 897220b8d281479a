using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>y[outer, i, inner] = on where i is the index, off elsewhere.</summary>
internal static unsafe class OneHot
{
    /// <summary>Indices [outer, inner] to [outer, depth, inner]; indices outside −depth … depth − 1 give a line of off (ONNX).</summary>
    /// <param name="indices">Positions along the new axis, negative ones from the end.</param>
    /// <param name="y">Target.</param>
    /// <param name="along">Shape of y and the new axis.</param>
    /// <param name="off">Value elsewhere.</param>
    /// <param name="on">Value at the index.</param>
    public static void Run<TIndex, T>(TIndex* indices, T* y, AlongAxis along, T off, T on)
        where TIndex : unmanaged, INumber<TIndex>
        where T : unmanaged
    {
        for (long outer = 0; outer < along.Outer; outer++)
        {
            for (long inner = 0; inner < along.Inner; inner++)
            {
                var index = long.CreateTruncating(indices[(outer * along.Inner) + inner]);
                for (var i = 0; i < along.Size; i++)
                {
                    y[along.Offset(outer, i, inner)] = i == index || i == index + along.Size ? on : off;
                }
            }
        }
    }
}
