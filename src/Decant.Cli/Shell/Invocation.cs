using System.CommandLine;

namespace Decant.Cli.Shell;

/// <summary>One call of a command: what was asked, where answers go, the clock, and the wish to stop.</summary>
/// <param name="parsed">The understood arguments.</param>
/// <param name="terminal">Where results and messages go.</param>
/// <param name="clock">The clock.</param>
/// <param name="cancellation">Asks the command to stop after the step under way.</param>
internal sealed class Invocation(ParseResult parsed, Terminal terminal, TimeProvider clock, CancellationToken cancellation) : IDisposable
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

    /// <summary>Where results and messages go.</summary>
    public Terminal Terminal => terminal;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Asks the command to stop after the step under way.</summary>
    public CancellationToken Cancellation => _end.Token;

    /// <summary>Ends the command as Ctrl-C does.</summary>
    public void Interrupt() => _end.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    /// <summary>Whether an error is no longer one of the input: work was done that is now lost or incomplete.</summary>
    public bool HasWorkBegun { get; set; }

    /// <summary>The call as it can be typed again, without an option and its value.</summary>
    /// <param name="option">The option that is left out.</param>
    public string Words(string option)
    {
        var words = parsed.Tokens.Select(token => token.Value).ToList();
        for (var at = words.IndexOf(option); at >= 0; at = words.IndexOf(option))
        {
            words.RemoveRange(at, Math.Min(2, words.Count - at));
        }

        return string.Join(' ', words.Prepend("decant").Select(Quoted));
    }

    /// <summary>A word as a shell takes it.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || "_-./\\:=,+%@".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>An option's value, or its default.</summary>
    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>An argument's value; null where it may be left out and was.</summary>
    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);
}
