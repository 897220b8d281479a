using Decant.Tests.Shared;

namespace Decant.Cli.Tests.Structure;

/// <summary>The folders of the command line, read from the compiled assembly.</summary>
public sealed class CommandLineFoldersTests
{
    [Fact]
    public void No_two_folders_of_the_command_line_use_each_other_not_even_around_corners() =>
        Assert.Empty(FolderCircles.Groups(typeof(CommandLine).Assembly));
}
