using System.Text.RegularExpressions;

namespace Decant.Cli.Tests;

public sealed class DataMakeTests
{
    [Theory]
    [InlineData("X/digits", ".")]
    [InlineData("X/digits", "X")]
    [InlineData("X/digits", "other")]
    public void The_line_for_a_recipe_finds_the_files_from_the_data_root(string folder, string root)
    {
        using var work = new WorkFolder();
        var made = DecantProcess.Run(
            work.Path,
            "data",
            "make",
            "digits",
            "--train",
            "60",
            "--test",
            "20",
            "--out",
            folder,
            "--data-root",
            root
        );
        Assert.Equal((0, ""), (made.ExitCode, made.Messages));
        File.WriteAllText(
            work.File("drawn.yaml"),
            $"{Regex.Match(made.Results, "data: .*").Value}\nstudent: {{ model: mlp, hidden: [4] }}\nteacher: {{ "
                + $"train: {{ model: mlp, hidden: [8] }} }}\ntraining: {{ batch: 8 }}\n"
        );

        var check = DecantProcess.Run(work.Path, "check", "drawn.yaml", "--data-root", root);

        Assert.True(check.ExitCode == 0, $"{made.Results}{check.Messages}");
    }
}
