using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Decant.Losses;
using Decant.Recipes;
using Decant.Tests.Losses;

namespace Decant.Tests.Recipes;

public partial class LossTablesTests
{
    private static readonly string[] s_rest = ["data: { source: digits }", "teacher: { onnx: teacher.onnx }", "student: { model: mlp }"];

    public static TheoryData<string> Examples =>
        [.. Fence().Matches(Page()).Select(match => match.Groups["yaml"].Value).Concat(Schemes.All.Select(scheme => scheme.Example))];

    // DECANT_UPDATE_DOCS=1 dotnet test … writes the page anew.
    [Fact]
    public void The_page_of_losses_shows_them_as_they_are()
    {
        var page = Path.Combine(Root(), "docs", "losses.md");
        if (Environment.GetEnvironmentVariable("DECANT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(page, Page());
        }

        Assert.True(File.Exists(page), "docs/losses.md is missing; write it with DECANT_UPDATE_DOCS=1 dotnet test --filter LossTables.");
        Assert.Equal(Page(), File.ReadAllText(page).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_loss_has_a_proof() =>
        Assert.Empty(
            DistillationLosses
                .All.Where(loss => LossProofs.Of(loss).Count == 0)
                .Select(loss =>
                    $"{loss.Name}: no class {loss.GetType().Name}Tests and no case in a table *LossCases.cs holds its golden numbers."
                )
        );

    [Fact]
    public void Every_loss_stands_in_one_row_with_its_formula()
    {
        var rows = Page().Split('\n');
        Assert.All(DistillationLosses.All, loss =>
            Assert.Single(rows, row =>
                row.StartsWith($"| `{loss.Name}` | {loss.Facts.Formula.Replace("|", "\\|")} |", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void What_compares_values_inside_both_networks_stands_under_that_heading() =>
        Assert.All(DistillationLosses.All.Where(loss => loss.GetType().Namespace!.EndsWith(".Hints", StringComparison.Ordinal)), loss =>
            Assert.Equal(LossGroup.HiddenValues, loss.Group)
        );

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_on_the_page_is_a_recipe(string example)
    {
        var rest = s_rest.Where(line => !example.StartsWith(line.Split(':')[0] + ":", StringComparison.Ordinal));
        Assert.NotEmpty(RecipeReader.ReadText(string.Join('\n', [.. rest, example])).Losses);
    }

    [Fact]
    public void A_schemes_example_sets_its_key() =>
        Assert.All(Schemes.All, scheme =>
            Assert.All(scheme.Key.Split('.', ':'), step => Assert.Matches($@"(^|[{{\[, ]){step.Trim()}:", scheme.Example))
        );

    private static string Page() =>
        LossTables.Markdown(loss =>
            string.Join(", ", LossProofs.Of(loss).Select(file => $"[{Path.GetFileNameWithoutExtension(file)}](../{file})"))
        );

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
