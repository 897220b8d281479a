using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>What a recurrent layer does at one step.</summary>
internal unsafe interface IRecurrentCell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Gates, from the first, whose bias of the hidden state's weights is added to what they read before all steps.</summary>
    int BiasedGates { get; }

    /// <summary>
    /// From the state before a step to that after it: changes the last states of samples that have not ended, and writes their row of y.
    /// </summary>
    void Forward<TProduct>(TProduct product, in RecurrenceSizes sizes, in RecurrenceMemory<T> memory, int direction, int t)
        where TProduct : struct, IMatrixProduct<T>;

    /// <summary>
    /// From the derivative by the state after a step to that by the state before it; writes dz of all samples, adds to the weights'
    /// derivatives.
    /// </summary>
    void Backward<TProduct>(TProduct product, in RecurrenceSizes sizes, in RecurrenceGradientMemory<T> memory, int direction, int t)
        where TProduct : struct, IMatrixProduct<T>;
}
