using System.Diagnostics;

namespace Decant.Cli.Tests;

public sealed class BadPlaceTests
{
    [Fact]
    public void A_folder_that_cannot_be_written_is_refused_before_any_work()
    {
        using var folder = new WorkFolder().With("tiny.yaml", WorkFolder.TinyRecipe).With("file", "");

        var answer = DecantProcess.Run(folder.Path, "distill", "tiny.yaml", "--out", Path.Combine("file", "run"));

        Assert.Equal((2, ""), (answer.ExitCode, answer.Results));
        Assert.StartsWith("decant distill: --out: expected a folder that can be written", answer.Messages);
        Assert.DoesNotContain("epoch", answer.Messages);
    }

    [Fact]
    public void A_file_is_no_folder_for_a_run()
    {
        using var folder = new WorkFolder().With("file", "");

        var answer = DecantProcess.Run(folder.Path, "demo", "--out", "file");

        Assert.Equal(
            (2, "decant demo: --out: expected a folder, 'file' is a file. Choose another name."),
            (answer.ExitCode, answer.Messages.Trim())
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bad_input_that_only_shows_beside_the_data_leaves_nothing_behind(bool exists)
    {
        using var folder = new WorkFolder().With("tiny.yaml", WorkFolder.TinyRecipe);
        if (exists)
        {
            Directory.CreateDirectory(folder.File("run"));
        }

        var answer = DecantProcess.Run(folder.Path, "distill", "tiny.yaml", "--out", "run", "--set", "teacher.train.batch=5000");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Results));
        Assert.Contains("a batch of 5000 is larger", answer.Messages);
        Assert.DoesNotContain("Kept in", answer.Messages);
        Assert.Equal(exists, Directory.Exists(folder.File("run")));
        Assert.Empty(exists ? Directory.EnumerateFileSystemEntries(folder.File("run")) : []);
    }

    [Fact]
    public void A_full_disk_ends_the_run_with_1_and_leaves_nothing_half_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Mounting a tiny disk needs root on Linux.");
        using var folder = new WorkFolder().With("tiny.yaml", WorkFolder.TinyRecipe);
        var disk = Directory.CreateDirectory(folder.File("disk")).FullName;
        Assert.SkipUnless(
            Succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk),
            "This system does not allow mounting a tmpfs."
        );
        try
        {
            // 784·32 weights of the teacher's first layer alone are 100 kB.
            var answer = DecantProcess.Run(folder.Path, "distill", "tiny.yaml", "--out", Path.Combine(disk, "run"));

            Assert.Equal(1, answer.ExitCode);
            Assert.Contains("full", answer.Messages);
            Assert.DoesNotContain("   at ", answer.Messages);
            Assert.DoesNotContain(Directory.EnumerateFiles(disk, "*", SearchOption.AllDirectories), file =>
                file.EndsWith(".onnx", StringComparison.Ordinal) || file.EndsWith(".partial", StringComparison.Ordinal)
            );
        }
        finally
        {
            Assert.True(Succeeds("umount", disk));
        }
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
