using System.Runtime.ExceptionServices;

namespace Decant.Teachers.Services;

/// <summary>Several requests at the same time. After a failure none begins, and those under way come to their end: they are paid.</summary>
internal static class AskingTeam
{
    /// <summary>Does all of it.</summary>
    /// <param name="count">Pieces of work, 0 or more.</param>
    /// <param name="parallel">Pieces at the same time, 1 or more.</param>
    /// <param name="work">Does one, by its number.</param>
    /// <param name="cancellation">No piece begins after it.</param>
    public static async Task Run(int count, int parallel, Func<int, Task> work, CancellationToken cancellation)
    {
        Exception? failure = null;
        var begun = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(parallel, count)).Select(_ => Task.Run(Member, CancellationToken.None)))
            .ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        async Task Member()
        {
            while (failure is null && !cancellation.IsCancellationRequested && Interlocked.Increment(ref begun) is var next && next < count)
            {
                try
                {
                    await work(next).ConfigureAwait(false);
                }
                catch (Exception problem)
                {
                    Interlocked.CompareExchange(ref failure, problem, null);
                }
            }
        }
    }
}
