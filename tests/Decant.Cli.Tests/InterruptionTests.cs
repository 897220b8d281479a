using System.Diagnostics;
using System.Globalization;

namespace Decant.Cli.Tests;

public sealed class InterruptionTests
{
    [Fact]
    public void Control_C_stops_after_the_step_says_what_was_kept_and_answers_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var folder = new WorkFolder().With(
            "long.yaml",
            WorkFolder.TinyRecipe.Replace("training: { epochs: 2", "training: { epochs: 100000")
        );
        using var process = DecantProcess.Start(folder.Path, "distill", "long.yaml", "--out", "run");
        var before = ReadUntil(process.StandardError, "distilled");

        Interrupt(process);
        var answer = DecantProcess.Finish(process);

        Assert.Equal((130, ""), (answer.ExitCode, answer.Results));
        Assert.Contains("teacher", before);
        Assert.Contains("Stopping after this step", answer.Messages);
        Assert.Matches(@"(?m)^Kept in run: .*teacher\.onnx", answer.Messages);
        Assert.EndsWith("decant distill: interrupted.\n", answer.Messages.ReplaceLineEndings("\n"));
        Assert.False(File.Exists(folder.File("run", "student.onnx")));
    }

    private static string ReadUntil(StreamReader reader, string word)
    {
        var text = "";
        while (!text.Contains(word, StringComparison.Ordinal) && reader.ReadLine() is { } line)
        {
            text += line + "\n";
        }

        return text;
    }

    private static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
