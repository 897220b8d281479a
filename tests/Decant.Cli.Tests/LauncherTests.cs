using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Decant.Cli.Tests;

/// <summary>The launcher with a dotnet that only says what it was asked for, in a folder with a space in its name.</summary>
public sealed class LauncherTests : IDisposable
{
    private const string Program = "src/Decant.Cli/bin/Release/net10.0/Decant.Cli.dll";

    // All that the launcher may use, so that a dotnet of the machine is not found by accident.
    private static readonly string[] ShellPrograms =
    [
        "bash",
        "dirname",
        "readlink",
        "find",
        "head",
        "tail",
        "grep",
        "sort",
        "mkdir",
        "touch",
        "mv",
        "flock",
    ];

    private const string FakeDotnet = """
        #!/bin/bash
        case "$1" in
            --list-sdks) [ -z "$FAKE_SDK" ] || echo "$FAKE_SDK [/sdk]" ;;
            build)
                echo build >> calls.txt
                [ -z "$FAKE_FAILURE" ] || { echo "Program.cs(1,1): error CS0000: $FAKE_FAILURE"; exit 1; }
                mkdir -p src/Decant.Cli/bin/Release/net10.0 && touch src/Decant.Cli/bin/Release/net10.0/Decant.Cli.dll ;;
            *) printf 'runs'; printf ' <%s>' "${@:2}"; echo; exit 7 ;;
        esac
        """;

    private readonly WorkFolder _folder = new();

    public LauncherTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The launcher for Windows is decant.cmd.");
        Directory.CreateDirectory(_folder.File("src", "Decant.Cli", "Commands"));
        Directory.CreateDirectory(_folder.File("tools"));
        File.Copy(Path.Combine(Repository(), "decant"), _folder.File("decant"));
        _folder
            .With(Path.Combine("tools", "dotnet"), FakeDotnet)
            .With("src/Decant.Cli/Commands/A.cs", "")
            .With("src/Decant.Cli/Commands/B.cs", "");
        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json" })
        {
            _folder.With(file, "");
        }

        foreach (var name in ShellPrograms)
        {
            var place = new[] { "/bin", "/usr/bin", "/opt/homebrew/bin" }
                .Select(bin => Path.Combine(bin, name))
                .FirstOrDefault(File.Exists);
            if (place is not null)
            {
                File.CreateSymbolicLink(_folder.File("tools", name), place);
            }
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.File("tools", "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private int Builds => File.Exists(_folder.File("calls.txt")) ? File.ReadAllLines(_folder.File("calls.txt")).Length : 0;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_call_builds_and_the_next_ones_only_run()
    {
        var first = Launch("demo", "--out", "a folder");
        var second = Launch();

        Assert.Equal((7, "runs <demo> <--out> <a folder>\n"), (first.ExitCode, first.Results));
        Assert.StartsWith("decant: building…", first.Messages);
        Assert.Equal((7, ""), (second.ExitCode, second.Messages));
        Assert.Equal(1, Builds);
    }

    [Fact]
    public void A_changed_or_removed_source_is_built_again()
    {
        Launch();
        Later(() => File.WriteAllText(_folder.File("src", "Decant.Cli", "Commands", "A.cs"), "changed"));
        Launch();
        Later(() => File.Delete(_folder.File("src", "Decant.Cli", "Commands", "B.cs")));
        Launch();
        Launch();

        Assert.Equal(3, Builds);
    }

    [Fact]
    public void It_works_through_a_link_from_anywhere()
    {
        using var elsewhere = new WorkFolder();
        File.CreateSymbolicLink(elsewhere.File("linked"), _folder.File("decant"));

        var answer = Launch(elsewhere.File("linked"), elsewhere.Path, "10.0.100", "", ["--version"]);

        Assert.Equal("runs <--version>\n", answer.Results);
        Assert.True(File.Exists(_folder.File(Program)));
    }

    [Fact]
    public void An_older_SDK_is_named_with_the_way_out()
    {
        var answer = Launch(_folder.File("decant"), _folder.Path, "8.0.404", "", []);

        Assert.Equal((1, ""), (answer.ExitCode, answer.Results));
        Assert.StartsWith("decant: building needs the .NET 10 SDK or a newer one; found: 8.0.404", answer.Messages);
        Assert.Contains("https://dotnet.microsoft.com/download", answer.Messages);
    }

    [Fact]
    public void A_machine_without_dotnet_is_told_where_to_get_it()
    {
        File.Delete(_folder.File("tools", "dotnet"));

        var answer = Launch();

        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("decant: the program 'dotnet' was not found.", answer.Messages);
    }

    [Fact]
    public void A_failed_build_shows_its_errors_and_is_tried_again()
    {
        var failed = Launch(_folder.File("decant"), _folder.Path, "10.0.100", "no semicolon", []);
        var mended = Launch();

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("error CS0000: no semicolon", failed.Messages);
        Assert.Equal((7, 2), (mended.ExitCode, Builds));
    }

    private static string Repository([CallerFilePath] string caller = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", ".."));

    // Beyond the resolution of a file system's clock.
    private static void Later(Action change)
    {
        using var pause = new ManualResetEventSlim();
        pause.Wait(TimeSpan.FromMilliseconds(20));
        change();
    }

    private ProcessAnswer Launch(params string[] arguments) => Launch(_folder.File("decant"), _folder.Path, "10.0.100", "", arguments);

    private ProcessAnswer Launch(string launcher, string folder, string sdk, string failure, string[] arguments)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(launcher);
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["PATH"] = _folder.File("tools");
        start.Environment["HOME"] = _folder.Path;
        start.Environment["FAKE_SDK"] = sdk;
        start.Environment["FAKE_FAILURE"] = failure;
        start.Environment.Remove("DOTNET_ROOT");
        using var process = Process.Start(start)!;
        return DecantProcess.Finish(process);
    }
}
