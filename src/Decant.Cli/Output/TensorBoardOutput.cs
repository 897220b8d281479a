using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Pipeline;
using Decant.Pipeline.Progress;

namespace Decant.Cli.Output;

/// <summary>What <c>--tensorboard FOLDER</c> asks for.</summary>
internal static class TensorBoardOutput
{
    /// <summary>Looks at the place before any work.</summary>
    /// <exception cref="DecantException">The folder could not be written.</exception>
    public static void Check(Invocation call)
    {
        if (call.Value(StandardOptions.TensorBoard) is not { } folder)
        {
            return;
        }

        if (File.Exists(folder))
        {
            throw new DecantException(
                $"--tensorboard: expected a folder, '{folder}' is a file. Name a folder, which is made where it is not there."
            );
        }

        if (!OutputFolder.CanWrite(Path.GetFullPath(folder), out var reason))
        {
            throw new DecantException(
                $"--tensorboard: expected a place that can be written, '{folder}' cannot: {reason} Choose another folder."
            );
        }
    }

    /// <summary>Who writes it; null where no one asked.</summary>
    public static TensorBoardLog? Of(Invocation call, IRunObserver next) =>
        call.Value(StandardOptions.TensorBoard) is { } folder ? new TensorBoardLog(folder, next, call.Clock) : null;
}
