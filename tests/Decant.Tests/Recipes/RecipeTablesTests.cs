using System.Runtime.CompilerServices;
using Decant.Recipes;

namespace Decant.Tests.Recipes;

public class RecipeTablesTests
{
    // DECANT_UPDATE_DOCS=1 dotnet test … writes the page anew.
    [Fact]
    public void The_reference_page_shows_the_options_as_they_are()
    {
        var page = Path.Combine(Root(), "docs", "recipes.md");
        if (Environment.GetEnvironmentVariable("DECANT_UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(page)!);
            File.WriteAllText(page, RecipeTables.Markdown());
        }

        Assert.True(File.Exists(page), "docs/recipes.md is missing; write it with DECANT_UPDATE_DOCS=1 dotnet test --filter RecipeTables.");
        Assert.Equal(RecipeTables.Markdown(), File.ReadAllText(page).ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("| `temperature` | a number, auto, or { from, to, schedule, over } (above 0 and at most 1000) | `4` |  | ")]
    [InlineData("| `data` | a section | required |  | ")]
    [InlineData("| `clip-norm` | a number (above 0) | `off` |  | ")]
    [InlineData("| `patience` | a whole number (1 to 100000) | `10` | epochs | ")]
    [InlineData("| `arms` | a list of scratch, scaled-scratch, label-smoothing, longer, smaller-teacher | `[scratch]` |  | ")]
    [InlineData("### `student.model: resnet`")]
    [InlineData("### `training.schedule: step`")]
    public void Kinds_ranges_units_and_defaults_stand_in_the_tables(string row) =>
        Assert.Contains(row, RecipeTables.Markdown(), StringComparison.Ordinal);

    [Fact]
    public void Every_option_has_a_full_word_for_a_key_and_a_sentence_for_a_meaning()
    {
        var rows = RecipeTables
            .Markdown()
            .Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|'))
            .ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Matches("^ `[a-z][a-z0-9]*(-[a-z0-9]+)*` $", row[1]));
        Assert.All(rows, row => Assert.Matches(@"^ \S.{10,} $", row[^2]));
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
