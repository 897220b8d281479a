using System.Net;
using Decant.Engine;
using Decant.Teachers.Services;
using Microsoft.Extensions.AI;

namespace Decant.Tests.Teachers.Services;

/// <summary>Requests are counted and repeated, and limits are kept.</summary>
public sealed class ServiceCallsTests
{
    private static readonly ServiceAddress s_address = new("teacher.chat", "small", "http://localhost:1/v1", "MY_KEY");

    private readonly HastyClock _clock = new();

    [Fact]
    public async Task What_fails_in_passing_is_repeated_after_pauses_that_double()
    {
        var calls = Calls(new ServiceTerms());
        HttpStatusCode[] failures = [HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests];
        var number = 0;

        var answer = await Send(calls, () => number < failures.Length ? throw Problem(failures[number++]) : "yes");

        Assert.Equal("yes", answer);
        Assert.Equal([1, 2, 4], _clock.Pauses.Select(pause => pause.TotalSeconds));
        Assert.Equal((4, 3), (calls.Count.Requests, calls.Count.Repeated));
    }

    [Fact]
    public async Task A_clients_own_exception_tells_its_status_as_a_number()
    {
        var (calls, isFirst) = (Calls(new ServiceTerms()), true);

        Assert.Equal("yes", await Send(calls, () => isFirst && !(isFirst = false) ? throw new ClientProblem(503) : "yes"));

        var problem = await Assert.ThrowsAsync<DecantException>(() => Send(calls, () => throw new ClientProblem(401)));
        Assert.Contains("refuses the key (401)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_given_up_after_some_minutes()
    {
        var calls = Calls(new ServiceTerms());

        var problem = await Assert.ThrowsAsync<DecantException>(() => Send(calls, () => throw Problem(HttpStatusCode.TooManyRequests)));

        Assert.Contains("overloaded or in trouble (429", problem.Message, StringComparison.Ordinal);
        Assert.Contains("What was answered is kept in 'answers.jsonl'", problem.Message, StringComparison.Ordinal);
        Assert.InRange(_clock.Pauses.Sum(pause => pause.TotalMinutes), 2, 5);
        Assert.Equal(9, calls.Count.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "refuses the key (401). Look at what MY_KEY holds")]
    [InlineData(HttpStatusCode.NotFound, "knows no model 'small', or the address is wrong")]
    [InlineData(HttpStatusCode.BadRequest, "refuses the request (400")]
    public async Task What_does_not_pass_is_told_at_once(HttpStatusCode status, string expected)
    {
        var calls = Calls(new ServiceTerms());

        var problem = await Assert.ThrowsAsync<DecantException>(() => Send(calls, () => throw Problem(status)));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.Empty(_clock.Pauses);
        Assert.Equal(1, calls.Count.Requests);
    }

    [Fact]
    public async Task A_text_that_is_refused_has_no_answer_once_others_have_one()
    {
        var calls = Calls(new ServiceTerms());
        await Send(calls, () => "yes");

        Assert.Null(await Send(calls, () => throw Problem(HttpStatusCode.BadRequest)));
        Assert.Equal("yes", await Send(calls, () => "yes"));
    }

    [Fact]
    public async Task A_server_that_is_away_is_said_with_its_address_and_counts_no_request()
    {
        var calls = Calls(new ServiceTerms());

        var problem = await Assert.ThrowsAsync<DecantException>(() =>
            Send(calls, () => throw new HttpRequestException("Connection refused"))
        );

        Assert.Contains("no one answers at http://localhost:1/v1 (Connection refused)", problem.Message, StringComparison.Ordinal);
        Assert.Contains("teacher.chat.endpoint", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, calls.Count.Requests);
    }

    [Fact]
    public async Task Tokens_are_priced_and_the_limit_of_money_is_never_passed()
    {
        // Each answer costs 100·2/1e6 + 10·8/1e6 = 0.00028; the fourth would make it 0.00112.
        var calls = Calls(
            new ServiceTerms
            {
                PriceIn = 2,
                PriceOut = 8,
                MostCost = 0.001,
            }
        );
        for (var request = 0; request < 3; request++)
        {
            await Send(calls, () => "yes", new UsageDetails { InputTokenCount = 100, OutputTokenCount = 10 });
        }

        var problem = await Assert.ThrowsAsync<DecantException>(() => Send(calls, () => "yes"));

        Assert.Contains("0.0008 of 0.001 is spent (max-cost)", problem.Message, StringComparison.Ordinal);
        Assert.Equal((3, 300, 30), (calls.Count.Requests, calls.Count.TokensIn, calls.Count.TokensOut));
        Assert.Equal(0.00084, calls.Count.Cost, 1e-12);
    }

    [Fact]
    public async Task A_limit_of_money_needs_a_service_that_counts_tokens()
    {
        var calls = Calls(new ServiceTerms { PriceIn = 1, MostCost = 1 });

        var problem = await Assert.ThrowsAsync<DecantException>(() => Send(calls, () => "yes"));

        Assert.Contains("expected answers that say their tokens", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_limit_of_requests_none_is_made()
    {
        var (calls, made) = (Calls(new ServiceTerms { MostRequests = 2 }), 0);

        for (var request = 0; request < 2; request++)
        {
            await Send(calls, () => $"{++made}");
        }

        var problem = await Assert.ThrowsAsync<DecantException>(() => Send(calls, () => $"{++made}"));
        Assert.Contains("2 requests were made (max-requests)", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, made);
    }

    private sealed class ClientProblem(int status) : Exception("the service said no")
    {
        public int Status => status;
    }

    private ServiceCalls Calls(ServiceTerms terms) => new(s_address, terms, "answers.jsonl", _clock);

    private static HttpRequestException Problem(HttpStatusCode status) => new($"refused with {status}", null, status);

    private static Task<string?> Send(ServiceCalls calls, Func<string> answer, UsageDetails? usage = null) =>
        calls.Send(_ => Task.FromResult(answer()), _ => usage, letters: 30, TestContext.Current.CancellationToken);
}
