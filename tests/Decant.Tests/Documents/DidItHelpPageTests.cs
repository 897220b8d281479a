using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Decant.Evidence;
using Decant.Recipes;

namespace Decant.Tests.Documents;

public sealed partial class DidItHelpPageTests
{
    private static readonly string s_page = Path.Combine(Here(), "..", "..", "..", "docs", "howto", "did-it-help.md");

    // DECANT_UPDATE_DOCS=1 writes them anew.
    [Fact]
    public void Power_and_seeds_are_those_that_the_code_computes()
    {
        var page = File.ReadAllText(s_page);
        var written = Table().Match(page);
        Assert.True(written.Success);
        if (Environment.GetEnvironmentVariable("DECANT_UPDATE_DOCS") == "1")
        {
            page = page.Replace(written.Value, $"<!-- power -->\n{Power()}<!-- end -->", StringComparison.Ordinal);
            File.WriteAllText(s_page, page);
        }

        Assert.Contains(Power(), page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_recipe_of_the_page_is_understood()
    {
        var recipe = RecipeReader.ReadText(Recipe().Match(File.ReadAllText(s_page)).Groups["yaml"].Value);

        Assert.Equal((5, 5), (recipe.Compare.Arms.Count, recipe.Requirements.Count));
    }

    private static string Power()
    {
        double[] effects = [0.5, 1, 2, 3, 5];
        var head =
            $"| effect | {string.Join(" | ", effects.Select(Text))} |\n|---|{string.Concat(Enumerable.Repeat("---:|", effects.Length))}\n";
        var power = new[] { 2, 3, 5, 10, 20 }.Select(seeds =>
            Row($"power with {seeds} seeds", effects, effect =>
                $"{Text(Math.Round(100 * PairedPower.Of(effect, seeds, Looks.ErrorOf(1))))} %"
            )
        );
        var needed = new[] { 1, 2, 3 }.Select(look =>
            Row($"seeds for power 80 % at look {look}", effects, effect =>
                $"{PairedPower.Seeds(effect, deviation: 1, Looks.ErrorOf(look))}"
            )
        );
        return $"{head}{string.Concat(power)}{string.Concat(needed)}";
    }

    private static string Row(string title, double[] effects, Func<double, string> cell) =>
        $"| {title} | {string.Join(" | ", effects.Select(cell))} |\n";

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("<!-- power -->\n.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Recipe();
}
