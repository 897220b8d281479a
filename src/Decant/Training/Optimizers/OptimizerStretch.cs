using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Training.Optimizers;

/// <summary>A stretch of the contiguous parameter block that one kernel call changes: all decaying weights, or all others.</summary>
/// <param name="block">The whole block.</param>
/// <param name="first">First element.</param>
/// <param name="count">Number of elements.</param>
internal readonly unsafe ref struct OptimizerStretch(ParameterBlock block, long first, long count)
{
    /// <summary>Number of elements.</summary>
    public long Count => count;

    /// <summary>What an element is.</summary>
    public ElementType Type => block.Values.Type;

    /// <summary>Whether plain loops change them.</summary>
    public bool IsPlain => block.Device.IsPlain;

    /// <summary>The threads.</summary>
    public WorkerPool Pool => block.Device.Pool;

    /// <summary>The weights.</summary>
    public T* Weights<T>() where T : unmanaged => (T*)block.Values.Pointer + first;

    /// <summary>The loss's derivatives.</summary>
    public T* Gradients<T>() where T : unmanaged => (T*)block.Gradients.Pointer + first;

    /// <summary>One kind of moment.</summary>
    public T* Moment<T>(int index) where T : unmanaged => (T*)block.Moments[index].Pointer + first;
}
