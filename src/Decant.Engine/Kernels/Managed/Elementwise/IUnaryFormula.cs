namespace Decant.Engine.Kernels.Managed;

/// <summary>What an element-wise operator does to each lane; <see cref="Unary"/> is the loop.</summary>
internal interface IUnaryFormula
{
    TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;
}
