using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Pipeline;
using Decant.Reporting;

namespace Decant.Cli.Output;

/// <summary>What <c>--junit FILE</c> asks for.</summary>
internal static class JUnitOutput
{
    /// <summary>Looks at the place before any work.</summary>
    /// <exception cref="DecantException">The file could not be written at the end.</exception>
    public static void Check(Invocation call)
    {
        if (call.Value(StandardOptions.JUnit) is not { } file)
        {
            return;
        }

        if (Directory.Exists(file))
        {
            throw new DecantException(
                $"--junit: expected a file, '{file}' is a folder. Name a file in it, such as {Path.Combine(file, "decant.xml")}."
            );
        }

        if (!OutputFolder.CanWrite(Path.GetDirectoryName(Path.GetFullPath(file))!, out var reason))
        {
            throw new DecantException($"--junit: expected a place that can be written, '{file}' cannot: {reason} Choose another file.");
        }
    }

    /// <summary>Writes the file; nothing where none is asked for.</summary>
    public static void Write(RunOutcome outcome, Invocation call)
    {
        if (call.Value(StandardOptions.JUnit) is { } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            AtomicFile.WriteText(file, JUnitXml.Of(outcome.Run));
        }
    }
}
