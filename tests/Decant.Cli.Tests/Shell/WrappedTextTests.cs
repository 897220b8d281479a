using Decant.Cli.Shell;

namespace Decant.Cli.Tests.Shell;

public sealed class WrappedTextTests
{
    [Fact]
    public void No_line_breaks_between_a_number_and_its_unit()
    {
        string[] lines = [.. WrappedText.Lines("of the gradient soft-targets is 96 % and labels 4 %", 0, 34)];

        Assert.Equal(["of the gradient soft-targets is", "96 % and labels 4 %"], lines);
    }
}
