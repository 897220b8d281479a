using System.CommandLine;
using System.Reflection;
using Decant.Cli.Commands;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli;

/// <summary>From the words of the command line to an exit code.</summary>
internal static class CommandLine
{
    // An argument that begins with @ is a file's name like any other.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    /// <summary>The version, without the commit that the SDK appends after a plus sign.</summary>
    public static string Version =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Understands the arguments, runs the command they name and says how it went.</summary>
    public static int Run(string[] arguments, Terminal terminal, TimeProvider clock)
    {
        var root = new ProgramCommand();
        var parsed = root.Parse(arguments is ["help", .. var rest] ? [.. rest, "--help"] : arguments, Configuration);
        var command = (DecantCommand)parsed.CommandResult.Command;
        if (parsed.GetValue(StandardOptions.Help) || (arguments.Length == 0 && command == root))
        {
            HelpText.Write(command, terminal);
            return ExitCode.Done;
        }

        if (parsed.GetValue(root.VersionWanted))
        {
            terminal.Results.WriteLine($"decant {Version}");
            return ExitCode.Done;
        }

        var problems = ParseProblems.Of(parsed, command);
        if (problems.Count > 0)
        {
            problems.ForEach(problem => terminal.Messages.WriteLine($"{command.FullName}: {problem}"));
            terminal.Messages.WriteLine($"{command.FullName} --help shows what it understands.");
            return ExitCode.BadInput;
        }

        using var interruption = new Interruption(terminal);
        using var fileSize = new FileSizeSignal();
        using var call = new Invocation(parsed, terminal, clock, interruption.Token);
        try
        {
            return command.Run(call);
        }
        catch (Exception exception)
        {
            return Failure.Report(exception, command.FullName, call);
        }
    }
}
