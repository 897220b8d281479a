using System.CommandLine;
using Decant.Cli.Shell;

namespace Decant.Cli.Parsing;

/// <summary>A word of the command line, with everything its help says.</summary>
/// <param name="name">The word.</param>
/// <param name="meaning">What it does, as a sentence.</param>
internal abstract class DecantCommand(string name, string meaning) : Command(name, meaning)
{
    /// <summary>The ways of writing it, after its name; such as <c>RECIPE [options]</c>.</summary>
    public abstract IReadOnlyList<string> Usage { get; }

    /// <summary>Calls that work, as a person would begin.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }

    /// <summary>What one should know in addition to the options; empty where they say it all.</summary>
    public virtual string Remark => "";

    /// <summary>Whether it can be called without one of its commands.</summary>
    public virtual bool RunsAlone => Subcommands.Count == 0;

    /// <summary>The words that name it, from the program on.</summary>
    public string FullName => Parents.OfType<DecantCommand>().FirstOrDefault() is { } parent ? $"{parent.FullName} {Name}" : Name;

    /// <summary>Does it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public abstract int Run(Invocation call);
}
