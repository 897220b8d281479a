namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// An element-wise formula with its loop, ready to be applied to any stretch of the elements: what a <see cref="Chain"/> consists of.
/// </summary>
internal unsafe interface IElementwiseWork
{
    /// <summary>
    /// Computes <paramref name="count"/> elements of y from <paramref name="start"/> on. The pointers lead to the first elements of the
    /// whole operands.
    /// </summary>
    void Run<TLanes>(float* a, float* b, float* y, long start, int count)
        where TLanes : struct, ILanes<TLanes>;
}
