using System.Globalization;
using System.Net.Sockets;

namespace Decant.Teachers.Services;

/// <summary>Why a request to a service failed.</summary>
/// <param name="Status">HTTP's number; null where no answer came.</param>
/// <param name="Message">What is known of it.</param>
internal sealed record ServiceFailure(int? Status, string Message)
{
    // What a client's own library calls its HTTP status: those of OpenAI and Azure do.
    private const string StatusName = "Status";
    private const int LongestMessage = 300;

    /// <summary>Whether there was no answer at all: nothing listens there, or the line is cut.</summary>
    public bool IsAway => Status is null;

    /// <summary>Whether it passes by itself: too many requests, a server in trouble, an answer that took too long, no answer.</summary>
    public bool Passes => Status is null or 408 or 429 or >= 500;

    /// <summary>Whether the service refuses this very text: it is too long, or a filter forbids it.</summary>
    public bool IsOfText => Status is 400 or 413 or 422;

    /// <summary>What an exception of a client means.</summary>
    public static ServiceFailure Of(Exception problem)
    {
        for (var one = problem; one is not null; one = one.InnerException)
        {
            if (StatusOf(one) is { } status)
            {
                return new(status, Short(problem));
            }
        }

        return problem.GetBaseException() switch
        {
            OperationCanceledException or TimeoutException => new(408, "no answer in time"),
            HttpRequestException or SocketException or IOException => new(null, Short(problem.GetBaseException())),
            var other => new(0, Short(other)),
        };
    }

    /// <summary>What came and what to do, as sentences.</summary>
    public string Words(ServiceAddress address) =>
        Status switch
        {
            null =>
                $"no one answers at {address.Endpoint ?? "the service"} ({Message}). Start the server, or mend {address.Section}.endpoint",
            401 or 403 => $"the service refuses the key ({Number}). Look at what {address.KeyVariable ?? "the client"} holds",
            404 => $"the service knows no model '{address.Model}', or the address is wrong ({Number}: {Message}). Mend model or endpoint",
            408 or 429 or >= 500 => $"the service is overloaded or in trouble ({Number}: {Message}). Try again later, or ask less at the "
                + $"same time ({address.Section}.parallel)",
            0 => $"the client failed: {Message}. Mend its settings",
            _ => $"the service refuses the request ({Number}: {Message}). Mend the recipe",
        };

    private string Number => Status!.Value.ToString(CultureInfo.InvariantCulture);

    private static int? StatusOf(Exception one) =>
        one is HttpRequestException { StatusCode: { } code } ? (int)code
        : one.GetType().GetProperty(StatusName, typeof(int))?.GetValue(one) is int and > 0 and var status ? status
        : null;

    private static string Short(Exception problem)
    {
        var words = string.Join(' ', problem.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return words.Length <= LongestMessage ? words : words[..LongestMessage] + " …";
    }
}
