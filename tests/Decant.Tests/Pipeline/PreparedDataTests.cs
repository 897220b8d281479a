using System.Globalization;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Pipeline;

public sealed class PreparedDataTests
{
    [Fact]
    public void Columns_are_scaled_by_their_deviation_however_small_their_unit_is()
    {
        using var folder = new TemporaryFolder();
        // 1, 2, …, 40 in nanometres, in whole numbers and around a large one; then a constant.
        var rows = Enumerable
            .Range(1, 40)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * 1e-9},{i},{1_000_000 + i},5,{(i % 2 == 0 ? "a" : "b")}\n"));
        folder.WriteText("train.csv", "nano,whole,large,same,kind\n" + string.Concat(rows));
        var recipe = RecipeReader.ReadText(
            "{ task: table-classification, data: { source: csv, path: train.csv, validation-file: train.csv, "
                + "test-file: train.csv }, teacher: { train: { model: mlp } }, student: { model: mlp } }",
            "test.yaml"
        );

        var scaling = PreparedData.Open(recipe, folder.Path).Scaling;

        // Deviation of 1 … n: √((n² − 1)/12).
        var deviation = Math.Sqrt(((40 * 40) - 1) / 12.0);
        Assert.Equal([20.5e-9, 20.5, 1_000_020.5, 5], scaling.Mean, (expected, actual) =>
            Math.Abs(expected - actual) <= 1e-5 * Math.Abs(expected)
        );
        Assert.Equal([deviation * 1e-9, deviation, deviation, 1], scaling.Deviation, (expected, actual) =>
            Math.Abs(expected - actual) <= 1e-5 * expected
        );
    }
}
