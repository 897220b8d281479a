using System.Runtime.InteropServices;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Recipes;

namespace Decant.Cli;

/// <summary>Says what went wrong, and who has to fix it.</summary>
internal static class Failure
{
    /// <summary>Writes an exception to standard error.</summary>
    /// <param name="exception">What ended the command.</param>
    /// <param name="command">The command in full, such as <c>decant distill</c>.</param>
    /// <param name="call">The call that it ended.</param>
    /// <returns>The exit code.</returns>
    public static int Report(Exception exception, string command, Invocation call)
    {
        var messages = call.Terminal.Messages;
        switch (exception)
        {
            case OperationCanceledException when call.Cancellation.IsCancellationRequested:
                messages.WriteLine($"{command}: interrupted.");
                return ExitCode.Interrupted;
            case RecipeException:
                messages.WriteLine(exception.Message);
                return ExitCode.BadInput;
            case DecantException:
                Say(exception.Message);
                return call.HasWorkBegun ? ExitCode.Failed : ExitCode.BadInput;
            case IOException or UnauthorizedAccessException or OutOfMemoryException:
                Say($"the system refused: {exception.Message}");
                return ExitCode.Failed;
            default:
                messages.WriteLine($"{command}: this is a defect of Decant, not of your input. Please report it with the lines below.");
                messages.WriteLine(
                    $"decant {CommandLine.Version}, {RuntimeInformation.FrameworkDescription}, "
                        + $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})"
                );
                messages.WriteLine(exception);
                return ExitCode.Failed;
        }

        // Some messages name the operation themselves, in the command's own words.
        void Say(string message)
        {
            var operation = command[(command.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            var (who, what) =
                message.StartsWith($"{operation} ", StringComparison.Ordinal)
                || message.StartsWith($"{operation}:", StringComparison.Ordinal)
                    ? ($"decant {operation}", message[operation.Length..])
                    : ($"{command}:", $" {message}");
            call.Terminal.Say($"[red]{Markup.Escape(who)}[/]{Markup.Escape(what)}");
        }
    }
}
