namespace Decant.Engine.Kernels.Reference;

/// <summary>Operands of a recurrent layer; null where one is absent.</summary>
internal unsafe struct RecurrenceMemory<T>
    where T : unmanaged
{
    /// <summary>[T, N, I].</summary>
    public T* X;

    /// <summary>[D, G·H, I].</summary>
    public T* W;

    /// <summary>[D, G·H, H].</summary>
    public T* R;

    /// <summary>[D, 2·G·H] or null.</summary>
    public T* Bias;

    /// <summary>[N] or null.</summary>
    public int* Lengths;

    /// <summary>[D, N, H] or null.</summary>
    public T* FirstHidden;

    /// <summary>[D, N, H] or null.</summary>
    public T* FirstCell;

    /// <summary>[D, 3·H] or null.</summary>
    public T* Peepholes;

    /// <summary>[T, D, N, H].</summary>
    public T* Y;

    /// <summary>[D, N, H]: the state while steps go by.</summary>
    public T* LastHidden;

    /// <summary>[D, N, H]; null where the cell has none.</summary>
    public T* LastCell;

    /// <summary>[D, T, N, G·H]: what the gates read.</summary>
    public T* Z;

    /// <summary>[D, T, N, H]: the hidden state before every step.</summary>
    public T* Hidden;

    /// <summary>[D, T, N, H]: the cell state before every step (LSTM), or what the candidate takes from the hidden state (GRU).</summary>
    public T* Other;
}
