using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Decant.Cli.Tests;

/// <summary>The program in a terminal: the program "script" of Unix systems lends it one.</summary>
public sealed class LiveProgressTests
{
    private const int Width = 72;

    [Fact]
    public void A_terminal_shows_a_moving_bar_and_keeps_every_other_line_whole()
    {
        using var folder = new WorkFolder().With("tiny.yaml", WorkFolder.TinyRecipe);

        var output = InTerminal(folder.Path, "distill tiny.yaml --out run");

        // A bar was drawn, at more than one length, and taken away again.
        Assert.True(Regex.Matches(output, "━+").Select(bar => bar.Length).Distinct().Count() > 1, output);
        Assert.Contains("samples/s", output);
        var screen = TerminalScreen.After(output, Width);
        Assert.DoesNotContain("━", screen);
        Assert.Contains("  Validation is 60 of 600 training samples, stratified by seed 3.\n", screen);
        Assert.Matches(@"Leave\s+it\s+out\s+with\s+--no-compare\.\n  ✓ teacher    seed 3 ", screen);
        Assert.Matches(@"(?m)^  ✓ distilled  seed 3 +\d+\.\d\d %   2 epochs in [\d.]+ s\n  For comparison", screen);
        Assert.Matches(@"(?m)^  ✓ scratch    seed 3 +\d+\.\d\d %   2 epochs in [\d.]+ s\n +Accuracy", screen);
        Assert.EndsWith("\u001b[?25h", Regex.Match(output, @"(\u001b\[\?25[lh].*?)*\u001b\[\?25[lh]", RegexOptions.Singleline).Value);
    }

    [Fact]
    public void Prose_is_broken_at_the_windows_edge_between_words()
    {
        using var folder = new WorkFolder();

        var screen = TerminalScreen.After(InTerminal(folder.Path, "distill --help"), Width);

        Assert.Contains(
            "\n  --data PATH               Without a recipe: the file or folder with\n                            samples and labels.\n",
            screen
        );
    }

    private static string InTerminal(string folder, string arguments)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"),
            "The program 'script' of util-linux is missing: it lends a terminal."
        );
        var program = Path.Combine(AppContext.BaseDirectory, "Decant.Cli.dll");
        var start = new ProcessStartInfo(
            "/usr/bin/script",
            ["-qec", $"stty cols {Width} rows 40; dotnet '{program}' {arguments}", "/dev/null"]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
