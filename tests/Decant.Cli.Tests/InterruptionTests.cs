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

    // A step of many seconds: what the first signal asks for does not come before the second one.
    [Fact]
    public void A_second_control_C_leaves_in_the_middle_of_a_step_and_the_next_run_is_not_blocked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var folder = new WorkFolder().With(
            "slow.yaml",
            """
            data: { source: digits, train-images: 5000, test-images: 100, validation: 0.1 }
            teacher: { train: { model: mlp, hidden: [4096, 4096, 4096], epochs: 50, batch: 4096 } }
            student: { model: mlp, hidden: [8] }
            training: { epochs: 2, batch: 32, threads: 1 }
            """
        );
        using var process = DecantProcess.Start(folder.Path, "distill", "slow.yaml", "--out", "run");
        ReadUntil(process.StandardError, "training 1 of");
        WaitForWork(process, TimeSpan.FromSeconds(3)); // preparing takes 1 s of the processor, a step 6 s and more

        Interrupt(process);
        ReadUntil(process.StandardError, "Stopping after this step");
        Interrupt(process);
        var answer = DecantProcess.Finish(process);

        Assert.Equal((130, ""), (answer.ExitCode, answer.Results));
        Assert.DoesNotContain("interrupted", answer.Messages);
        Assert.DoesNotContain("Kept in", answer.Messages);
        var next = DecantProcess.Run(folder.Path, "distill", "slow.yaml", "--out", "run", "--resume", "--set", "teacher.train.epochs=2");
        Assert.Contains("epochs: 50 when the run began, 2 now", next.Messages.ReplaceLineEndings(" "));
    }

    /// <summary>Waits for processor time, not for the clock: a crowded machine works slowly, but does the same work.</summary>
    private static void WaitForWork(Process process, TimeSpan work)
    {
        var before = process.TotalProcessorTime;
        while (!process.HasExited && process.TotalProcessorTime - before < work)
        {
            process.WaitForExit(20);
            process.Refresh();
        }
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
