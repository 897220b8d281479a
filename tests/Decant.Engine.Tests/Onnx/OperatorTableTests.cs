namespace Decant.Engine.Tests.Onnx;

public sealed class OperatorTableTests
{
    // DECANT_UPDATE_DOCS=1 writes the page anew.
    [Fact]
    public void The_page_of_operators_is_what_the_tables_say()
    {
        var page = Path.Combine(Root(), "docs", "operators.md");
        if (Environment.GetEnvironmentVariable("DECANT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(page, OperatorTable.Page());
        }

        Assert.True(File.Exists(page), "docs/operators.md is missing; write it with DECANT_UPDATE_DOCS=1.");
        Assert.Equal(OperatorTable.Page(), File.ReadAllText(page).ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("| Conv | own | yes | reference, managed | none |")]
    [InlineData("| Gelu | formula | through the formula | through the formula | none |")]
    [InlineData("| Pow | own | yes | reference | none |")]
    [InlineData("| Greater | own | none by definition | reference | none |")]
    [InlineData("| Reshape | own | yes | none needed: a view | 1 |")]
    [InlineData("| Transpose | own | yes | reference, managed | none |")]
    public void Known_lines_stand_in_it(string line) => Assert.Contains($"\n{line}\n", OperatorTable.Page(), StringComparison.Ordinal);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Decant.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository's root was not found.");
        }

        return folder;
    }
}
