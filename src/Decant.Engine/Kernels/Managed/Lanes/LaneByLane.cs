using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>A formula that no instruction computes for all lanes at once: the plain one, number by number, on all threads.</summary>
internal readonly unsafe struct LaneByLane<TFormula> : IUnaryFormula
    where TFormula : unmanaged, Reference.IUnaryFormula<float, float>
{
    /// <inheritdoc/>
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = (float*)Unsafe.AsPointer(ref x);
        for (var i = 0; i < TLanes.Count; i++)
        {
            lanes[i] = default(TFormula).Apply(lanes[i]);
        }

        return x;
    }
}

/// <summary>The same for a formula of two numbers.</summary>
internal readonly unsafe struct PairByPair<TFormula> : IBinaryFormula
    where TFormula : unmanaged, Reference.IBinaryFormula<float, float>
{
    /// <inheritdoc/>
    public TLanes Apply<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes>
    {
        float* left = (float*)Unsafe.AsPointer(ref a),
            right = (float*)Unsafe.AsPointer(ref b);
        for (var i = 0; i < TLanes.Count; i++)
        {
            left[i] = default(TFormula).Apply(left[i], right[i]);
        }

        return a;
    }
}
