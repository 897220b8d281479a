using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Engine.Devices;
using Decant.Pipeline;
using Decant.Reporting;

namespace Decant.Cli.Output;

/// <summary>What <c>--profile FILE</c> asks for: the work reports to a profile, and its files are written at the end.</summary>
internal static class ProfileOutput
{
    /// <summary>A profile that the work reports to; null where none is asked for.</summary>
    /// <exception cref="DecantException">Its files could not be written at the end.</exception>
    public static ExecutionProfile? Begin(Invocation call)
    {
        if (call.Value(StandardOptions.Profile) is not { } file)
        {
            return null;
        }

        if (new[] { file, ProfileFiles.TraceOf(file) }.FirstOrDefault(Directory.Exists) is { } folder)
        {
            throw new DecantException(
                $"--profile: expected a file, '{folder}' is a folder. Name a file in it, such as {Path.Combine(folder, "profile.txt")}."
            );
        }

        return OutputFolder.CanWrite(Path.GetDirectoryName(Path.GetFullPath(file))!, out var reason)
            ? new ExecutionProfile(call.Clock)
            : throw new DecantException($"--profile: expected a place that can be written, '{file}' cannot: {reason} Choose another file.");
    }

    /// <summary>Writes the files and says where they are; nothing where no network ran.</summary>
    public static void Show(ExecutionProfile? profile, Invocation call)
    {
        if (profile is { Tracks.Count: > 0 })
        {
            var file = call.Value(StandardOptions.Profile)!;
            ProfileFiles.Write(profile, file);
            call.Terminal.Say(
                $"Where the time went: {Markup.Escape(file)}; as a trace for chrome://tracing or ui.perfetto.dev: "
                    + $"{Markup.Escape(ProfileFiles.TraceOf(file))}"
            );
        }
    }
}
