using System.Diagnostics;
using System.Globalization;

namespace Decant.Cli.Tests;

public sealed class ResumeTests
{
    private const int Epochs = 12;

    // The trainings take about a second each, so that there is time to interrupt them.
    private static readonly string s_recipe = $$"""
        data: { source: digits, train-images: 600, test-images: 200 }
        teacher: { train: { model: mlp, hidden: [64], epochs: {{Epochs}}, batch: 16 } }
        student: { model: mlp, hidden: [16] }
        training: { epochs: {{Epochs}}, batch: 16, learning-rate: 0.05, seed: 3 }
        """;

    [Fact]
    public void A_run_that_is_interrupted_says_how_to_continue_and_continues_to_the_same_student()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var folder = new WorkFolder().With("recipe.yaml", s_recipe);
        Whole(folder);

        var stopped = Interrupt(folder, "distilled", "distill", "recipe.yaml", "--out", "run", "--set", "compare.seeds=1");

        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("Continue with: decant distill recipe.yaml --set compare.seeds=1 --out run --resume", stopped.Messages);
        Assert.False(File.Exists(folder.File("run", "student.onnx")));
        var again = DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "run");
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("ended early; --resume continues it", again.Messages);
        Continues(folder);
    }

    [Fact]
    public void A_second_run_in_the_same_folder_is_refused_while_the_first_lives()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var folder = new WorkFolder().With("recipe.yaml", s_recipe.Replace($"{Epochs}", "100000", StringComparison.Ordinal));
        using var first = DecantProcess.Start(folder.Path, "distill", "recipe.yaml", "--out", "run", "--resume");
        ReadUntil(first, "teacher");

        var second = DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "run", "--resume");
        var third = DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "run");

        Assert.Equal((2, 2), (second.ExitCode, third.ExitCode));
        Assert.Contains("Another run is at work in", second.Messages);
        Assert.Contains("holds a run that is at work", third.Messages);
        Assert.False(first.HasExited);
        Assert.True(File.Exists(folder.File("run", "recipe.yaml")));
        first.Kill();
        first.WaitForExit();
    }

    [Fact]
    public void Another_recipe_other_samples_and_another_teacher_are_refused_with_the_difference()
    {
        using var folder = new WorkFolder().With("recipe.yaml", s_recipe);
        Whole(folder);
        Kill(folder, "distilled");
        File.Copy(folder.File("whole", "teacher.onnx"), folder.File("teacher.onnx"));
        string[] Refused(params string[] set)
        {
            var answer = DecantProcess.Run(
                folder.Path,
                ["distill", "recipe.yaml", "--out", "run", "--resume", .. set.SelectMany(one => new[] { "--set", one })]
            );
            Assert.Equal(2, answer.ExitCode);
            Assert.DoesNotContain("Continue with", answer.Messages);
            return [.. answer.Messages.Split(['\n', ';', '.'], StringSplitOptions.TrimEntries)];
        }

        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"epochs: {Epochs} when the run began, 7 now"),
            Refused("training.epochs=7")
        );
        Assert.Contains(Refused("data.train-images=500"), line => line.StartsWith("training samples: ", StringComparison.Ordinal));
        Assert.Contains(Refused("teacher={ onnx: teacher.onnx }"), line =>
            line.Contains("teacher", StringComparison.Ordinal) && line.Contains("nothing when the run began", StringComparison.Ordinal)
        );
        Continues(folder);
    }

    [Fact]
    public void A_damaged_checkpoint_is_named_and_the_one_before_is_used()
    {
        using var folder = new WorkFolder().With("recipe.yaml", s_recipe);
        Whole(folder);
        Kill(folder, "distilled");
        var newest = Directory.GetFiles(folder.File("run", "checkpoints", "resume"), "teacher-*.state").Max()!;
        var bytes = File.ReadAllBytes(newest);
        bytes[^100] ^= 4;
        File.WriteAllBytes(newest, bytes);

        Assert.Contains(Path.GetFileName(newest), Continues(folder).Messages.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(700)]
    [InlineData(1000)]
    public void A_disk_that_is_full_ends_a_run_that_continues_when_there_is_room(int kilobytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Mounting a tiny disk needs root on Linux.");
        using var folder = new WorkFolder().With("recipe.yaml", s_recipe);
        Whole(folder);
        var disk = Directory.CreateDirectory(folder.File("run")).FullName;
        Assert.SkipUnless(
            Succeeds("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", disk),
            "This system does not allow mounting a tmpfs."
        );
        try
        {
            var full = DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "run");

            Assert.True(full.ExitCode == 1, full.Messages);
            Assert.Contains("expected room on the disk, it is full", full.Messages.ReplaceLineEndings(" "));
            Assert.Contains("Continue with: decant distill recipe.yaml --out run --resume", full.Messages);
            Assert.True(Succeeds("mount", "-o", "remount,size=20m", disk));
            Continues(folder);
        }
        finally
        {
            Succeeds("umount", disk);
        }
    }

    [Fact]
    public void Without_a_folder_the_last_run_of_the_recipe_continues()
    {
        using var folder = new WorkFolder().With("recipe.yaml", s_recipe);
        var none = DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--resume");
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("expected a run of 'recipe' that ended early", none.Messages);
        using (var process = DecantProcess.Start(folder.Path, "distill", "recipe.yaml"))
        {
            ReadUntil(process, "distilled");
            process.Kill();
            process.WaitForExit();
        }

        var answer = DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--resume");

        Assert.True(answer.ExitCode == 0, answer.Messages);
        Assert.Contains("Training teacher, seed 3, continues after epoch 12", answer.Messages.ReplaceLineEndings(" "));
    }

    private static void Whole(WorkFolder folder)
    {
        var answer = DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "whole");
        Assert.True(answer.ExitCode == 0, answer.Messages);
        Directory.Delete(folder.File("runs"), recursive: true); // or its teacher would be taken
    }

    private static ProcessAnswer Continues(WorkFolder folder)
    {
        var answer = DecantProcess.Run(folder.Path, ["distill", "recipe.yaml", "--out", "run", "--resume"]);
        Assert.True(answer.ExitCode == 0, answer.Messages);
        foreach (var name in (string[])["teacher.onnx", "student.onnx"])
        {
            Assert.True(
                File.ReadAllBytes(folder.File("whole", name)).AsSpan().SequenceEqual(File.ReadAllBytes(folder.File("run", name))),
                $"{name} has other bits."
            );
        }

        Assert.Equal(Names("whole"), Names("run"));
        return answer;

        IEnumerable<string> Names(string run) =>
            Directory
                .EnumerateFileSystemEntries(folder.File(run), "*", SearchOption.AllDirectories)
                .Select(name => Path.GetRelativePath(folder.File(run), name))
                .Order(StringComparer.Ordinal);
    }

    private static void Kill(WorkFolder folder, string word)
    {
        using var process = DecantProcess.Start(folder.Path, "distill", "recipe.yaml", "--out", "run");
        ReadUntil(process, word);
        process.Kill();
        process.WaitForExit();
    }

    private static ProcessAnswer Interrupt(WorkFolder folder, string word, params string[] arguments)
    {
        using var process = DecantProcess.Start(folder.Path, arguments);
        ReadUntil(process, word);
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        return DecantProcess.Finish(process);
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static void ReadUntil(Process process, string word)
    {
        while (process.StandardError.ReadLine() is { } line && !line.Contains(word, StringComparison.Ordinal)) { }
    }
}
