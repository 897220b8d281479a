using Decant.Tests.Shared;

namespace Decant.Cli.Tests.Structure;

/// <summary>The folders of the command line, read from the compiled assembly.</summary>
public sealed class CommandLineFoldersTests
{
    [Fact]
    public void No_folders_of_the_command_line_form_a_circle() => Assert.Empty(FolderCircles.Groups(typeof(CommandLine).Assembly));
}
