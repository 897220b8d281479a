namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// How many numbers become one; <see cref="Reduce"/> is the loop. Totals of separate lanes and chunks are merged in a fixed order.
/// </summary>
internal interface IReductionFormula
{
    float Start { get; }

    TLanes Step<TLanes>(TLanes total, TLanes x)
        where TLanes : struct, ILanes<TLanes>;

    TLanes Merge<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes>;

    float Finish(float total, long count);
}
