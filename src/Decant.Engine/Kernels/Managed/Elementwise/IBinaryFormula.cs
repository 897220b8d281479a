namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// What an element-wise operator does to each pair of lanes; <see cref="Binary"/> is the loop. Gradients of unary operators are of this
/// kind too: the incoming gradient and the saved x or y.
/// </summary>
internal interface IBinaryFormula
{
    TLanes Apply<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes>;
}
