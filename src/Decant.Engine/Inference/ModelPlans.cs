namespace Decant.Engine.Inference;

/// <summary>The sessions of a model that wait for the next call. Any number of threads may borrow at the same time.</summary>
/// <param name="make">Makes a session for sizes up to the given ones.</param>
internal sealed class ModelPlans<TSession>(Func<int[], TSession> make) : IDisposable
    where TSession : ModelSession
{
    // Two for each processor: more callers than that at once are rare, and then a plan is made for the call.
    private readonly TSession?[] _idle = new TSession?[2 * Environment.ProcessorCount];
    private volatile bool _isDisposed;

    /// <summary>A session for a call, to be returned after it.</summary>
    /// <param name="sizes">The sizes that come with the call.</param>
    public TSession Borrow(ReadOnlySpan<int> sizes)
    {
        for (var place = 0; place < _idle.Length; place++)
        {
            if (
                Volatile.Read(ref _idle[place]) is { } seen
                && seen.Holds(sizes)
                && Interlocked.CompareExchange(ref _idle[place], null, seen) == seen
            )
            {
                return seen;
            }
        }

        // Powers of two, so that sizes that grow make few plans.
        var bounds = new int[sizes.Length];
        for (var place = 0; place < bounds.Length; place++)
        {
            bounds[place] = checked((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)sizes[place]));
        }

        return make(bounds);
    }

    /// <summary>Keeps a session for the next call.</summary>
    public void Return(TSession session)
    {
        for (var place = 0; place < _idle.Length && !_isDisposed; place++)
        {
            // In a full row a larger plan takes the place of a smaller one: it serves both.
            if (Interlocked.CompareExchange(ref _idle[place], session, null) is null)
            {
                if (_isDisposed)
                {
                    Interlocked.Exchange(ref _idle[place], null)?.Dispose();
                }

                return;
            }

            if (
                Volatile.Read(ref _idle[place]) is { } kept
                && !kept.Holds(session.Bounds)
                && session.Holds(kept.Bounds)
                && Interlocked.CompareExchange(ref _idle[place], session, kept) == kept
            )
            {
                kept.Dispose();
                return;
            }
        }

        session.Dispose();
    }

    /// <summary>Frees the sessions that wait; those that are at work are freed when they come back.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        for (var place = 0; place < _idle.Length; place++)
        {
            Interlocked.Exchange(ref _idle[place], null)?.Dispose();
        }
    }
}
