namespace Decant.Engine.Kernels.Reference;

/// <summary>Operands of a recurrent layer's gradient; null where one is absent. Shapes as in <see cref="RecurrenceMemory{T}"/>.</summary>
internal unsafe struct RecurrenceGradientMemory<T>
    where T : unmanaged
{
    public T* DY;
    public T* DLastHidden;
    public T* DLastCell;
    public T* R;
    public int* Lengths;
    public T* Peepholes;
    public T* Z;
    public T* Hidden;
    public T* Other;

    public T* DZ;
    public T* DR;
    public T* DBias;

    /// <summary>The derivative by the hidden state while steps go by, at last by the first one.</summary>
    public T* DHidden;

    /// <summary>The same of the cell state.</summary>
    public T* DCell;

    public T* DPeepholes;

    /// <summary>[N, H]: room to compute in.</summary>
    public T* Work;
}
