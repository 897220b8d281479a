using System.Globalization;
using Decant.Engine;
using Microsoft.Extensions.AI;

namespace Decant.Teachers.Services;

/// <summary>
/// Makes the requests to one service: counts them, keeps to the limits, and repeats what failed in passing, with pauses that double. Safe
/// from several threads at once.
/// </summary>
/// <param name="address">The service.</param>
/// <param name="terms">Prices and limits.</param>
/// <param name="kept">Where answers are kept, for errors.</param>
/// <param name="clock">Measures the pauses.</param>
/// <param name="note">Is told of pauses; null for no one.</param>
internal sealed class ServiceCalls(ServiceAddress address, ServiceTerms terms, string kept, TimeProvider clock, Action<string>? note = null)
{
    // About four minutes of pauses in all; of a service that is not there, seven seconds.
    private const int MostTries = 9,
        MostTriesAway = 4,
        LettersOfToken = 3;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60),
        s_toldOf = TimeSpan.FromSeconds(4),
        s_grace = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private ServiceCount _count;
    private double _pending;
    private double _dearest;

    /// <summary>
    /// Whether the service has answered such a request before, now or in a run before: then one that it refuses is refused for its text.
    /// </summary>
    public bool HasAnswered { get; set; }

    /// <summary>What was asked so far.</summary>
    public ServiceCount Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Makes a request.</summary>
    /// <param name="request">Makes it once.</param>
    /// <param name="usage">The tokens of its answer.</param>
    /// <param name="letters">Letters that are sent, from which the price is guessed before the first answer.</param>
    /// <param name="cancellation">Stops the pauses, and a request under way some seconds later: an answer that is paid is kept.</param>
    /// <returns>The answer; null where the service refuses this very text, and has answered others.</returns>
    /// <exception cref="DecantException">A limit is reached, or the service does not answer.</exception>
    public async Task<T?> Send<T>(
        Func<CancellationToken, Task<T>> request,
        Func<T, UsageDetails?> usage,
        long letters,
        CancellationToken cancellation
    )
        where T : class
    {
        for (var tries = 1; ; tries++)
        {
            cancellation.ThrowIfCancellationRequested();
            var guess = Begin(letters);
            try
            {
                using var late = new CancellationTokenSource();
                using var stop = cancellation.Register(() => late.CancelAfter(s_grace));
                var answer = await request(late.Token).ConfigureAwait(false);
                End(usage(answer), guess);
                return answer;
            }
            catch (Exception problem) when (problem is not DecantException && !cancellation.IsCancellationRequested)
            {
                var failure = ServiceFailure.Of(problem);
                var isLast = tries >= (failure.IsAway ? MostTriesAway : MostTries);
                Fail(failure, guess, isRepeated: failure.Passes && !isLast);
                if (failure.IsOfText && HasAnswered)
                {
                    return null;
                }

                if (!failure.Passes || isLast)
                {
                    throw new DecantException(
                        $"{address.Section}, model '{address.Model}': {failure.Words(address)}. What was answered is kept in '{kept}'.",
                        problem
                    );
                }

                await Wait(failure, tries, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task Wait(ServiceFailure failure, int tries, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromSeconds(Math.Min(s_longest.TotalSeconds, Math.Pow(2, tries - 1)));
        if (pause >= s_toldOf)
        {
            note?.Invoke(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{address.Model} {(failure.IsAway ? "does not answer" : $"is busy ({failure.Status})")}; it is asked again in "
                        + $"{pause.TotalSeconds:0} s."
                )
            );
        }

        await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
    }

    // Sums the guesses of requests under way, so that several at once keep to the limit, too.
    private double Begin(long letters)
    {
        lock (_gate)
        {
            if (_count.Requests >= terms.MostRequests)
            {
                throw Limit(string.Create(CultureInfo.InvariantCulture, $"{_count.Requests} requests were made (max-requests)"));
            }

            var guess = Math.Max(_dearest, terms.Cost(letters / LettersOfToken, 0));
            if (_count.Cost + _pending + guess > terms.MostCost)
            {
                throw Limit(
                    string.Create(CultureInfo.InvariantCulture, $"{_count.Cost:0.####} of {terms.MostCost:0.####} is spent (max-cost)")
                );
            }

            _count = _count with { Requests = _count.Requests + 1 };
            _pending += guess;
            return guess;
        }
    }

    private void End(UsageDetails? usage, double guess)
    {
        lock (_gate)
        {
            HasAnswered = true;
            _pending -= guess;
            if (usage?.InputTokenCount is null && terms.MostCost is not null)
            {
                throw new DecantException(
                    $"{address.Section}.max-cost: expected answers that say their tokens, and the service does not count them. Set "
                        + "max-requests instead."
                );
            }

            var (sent, answered) = (usage?.InputTokenCount ?? 0, usage?.OutputTokenCount ?? 0);
            var cost = terms.Cost(sent, answered);
            _dearest = Math.Max(_dearest, cost);
            _count = _count with { TokensIn = _count.TokensIn + sent, TokensOut = _count.TokensOut + answered, Cost = _count.Cost + cost };
        }
    }

    private void Fail(ServiceFailure failure, double guess, bool isRepeated)
    {
        lock (_gate)
        {
            _pending -= guess;
            // What reached no one is no request.
            _count =
                failure.IsAway ? _count with { Requests = _count.Requests - 1 }
                : isRepeated ? _count with { Repeated = _count.Repeated + 1 }
                : _count;
        }
    }

    private DecantException Limit(string reached) =>
        new(
            $"{address.Section}: {reached}, and not every text has its answer. What was answered is kept in '{kept}': raise the limit and "
                + "run again, and only the rest is asked."
        );
}
