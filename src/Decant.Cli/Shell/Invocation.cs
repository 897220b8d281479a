using System.CommandLine;

namespace Decant.Cli.Shell;

/// <summary>One call of a command: what was asked, where answers go, the clock, and the wish to stop.</summary>
/// <param name="parsed">The understood arguments.</param>
/// <param name="terminal">Where results and messages go.</param>
/// <param name="clock">The clock.</param>
/// <param name="cancellation">Asks the command to stop after the step under way.</param>
internal sealed class Invocation(ParseResult parsed, Terminal terminal, TimeProvider clock, CancellationToken cancellation)
{
    /// <summary>Where results and messages go.</summary>
    public Terminal Terminal => terminal;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Asks the command to stop after the step under way.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Whether an error is no longer one of the input: work was done that is now lost or incomplete.</summary>
    public bool HasWorkBegun { get; set; }

    /// <summary>An option's value, or its default.</summary>
    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>An argument's value; null where it may be left out and was.</summary>
    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);
}
