using Decant.Tests.Shared;

namespace Decant.Cli.Tests.Structure;

/// <summary>The folders of the command line, read from the compiled assembly.</summary>
public sealed class CommandLineFoldersTests
{
    private static readonly IReadOnlyDictionary<(string From, string To), string> s_uses = TypeUse.Of(typeof(CommandLine).Assembly);

    [Fact]
    public void Benchmarks_know_nothing_of_commands_and_terminals() =>
        Assert.Equal(
            ["Decant.Cli.Benchmarks"],
            s_uses
                .Where(use => use.Key.From == "Decant.Cli.Benchmarks" && use.Key.To.StartsWith("Decant.Cli", StringComparison.Ordinal))
                .Select(use => use.Key.To)
        );

    // The probes of the machine measure its vectors.
    [Fact]
    public void Only_benchmarks_name_kernels_and_none_names_a_device()
    {
        string[] sets = ["Devices.Auto", "Devices.Managed", "Devices.OneDnn", "Devices.Reference"];
        string[] kernels = ["Kernels.Managed", "Kernels.OneDnn", "Kernels.Reference"];

        Assert.DoesNotContain(s_uses, use => sets.Any(name => use.Key.To == $"Decant.Engine.{name}"));
        Assert.Equal(
            ["Decant.Cli.Benchmarks"],
            s_uses
                .Where(use => kernels.Any(name => use.Key.To.StartsWith($"Decant.Engine.{name}", StringComparison.Ordinal)))
                .Select(use => use.Key.From)
                .Distinct()
        );
    }

    [Fact]
    public void No_folders_of_the_command_line_form_a_circle() => Assert.Empty(FolderCircles.Groups(typeof(CommandLine).Assembly));
}
