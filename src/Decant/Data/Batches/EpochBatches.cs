namespace Decant.Data.Batches;

/// <summary>The batches of one epoch, one after the other; a value, so that an epoch allocates nothing.</summary>
internal struct EpochBatches
{
    private readonly BatchStream _stream;
    private int _next;

    internal EpochBatches(BatchStream stream, int firstStep)
    {
        _stream = stream;
        _next = firstStep;
        Current = null!;
    }

    /// <summary>The batch at hand, valid until <see cref="MoveNext"/> is called again.</summary>
    public Batch Current { get; private set; }

    /// <summary>Waits for the next batch; false after the last. An error of the thread that prepared it is thrown here.</summary>
    public bool MoveNext()
    {
        Current = _stream.Take(_next)!;
        _next++;
        return Current is not null;
    }

    /// <summary>Lets <c>foreach</c> read the batches.</summary>
    public readonly EpochBatches GetEnumerator() => this;
}
