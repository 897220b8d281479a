using System.Globalization;
using Decant.Reporting.Charts;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Predicted numbers beside the truth: a picture and a line for each number.</summary>
internal static class PredictionsSection
{
    private const int MostCharts = 6;

    public static Markup Of(Run run)
    {
        var seed = Subject.Of(run).Seeds[0];
        if (seed.Test is not RegressionResult result)
        {
            return Markup.Empty;
        }

        var charts = Enumerable.Range(0, Math.Min(MostCharts, result.Examples.Count)).Where(c => result.Examples[c].Count > 0);
        return Markup.Of($"""
            <section id="predictions"><h2>Predicted against true</h2>
            <p class="note">The {Subject.Name(run)} with seed {seed.Seed.ToString(CultureInfo.InvariantCulture)} on the test split. A dot is a sample, on the dashed line the prediction is right.</p>
            <div class="charts">{Markup.Each(charts, c => Chart(run, result, c))}</div>
            {Table(run, result)}
            </section>
            """);
    }

    private static Markup Chart(Run run, RegressionResult result, int c)
    {
        var (name, score, examples) = (ClassName.Of(run.Data.Targets, c), result.Numbers[c], result.Examples[c]);
        var chart = new ScatterChart
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"predictions-{c}"),
            Title = $"Predicted against true: {name}",
            Description = $"Mean absolute error {Quantity.Number(score.MeanAbsoluteError, 4)}, R² {Explained(score)}.",
            Colour = ArmLook.Of(Subject.Of(run).Name).Colour,
            Label = name,
            Points = examples,
        };
        var shown = examples.Count < result.Samples ? $" {Quantity.Count(examples.Count)} of {Quantity.Count(result.Samples)} samples, evenly chosen." : "";
        return Markup.Of($"""<figure><figcaption><b>{name}.</b>{shown}</figcaption>{chart.Draw()}</figure>""");
    }

    // One number is in the table of the arms already.
    private static Markup Table(Run run, RegressionResult result) => result.Numbers.Count < 2 ? Markup.Empty : Markup.Of($"""
        <div class="scroll" tabindex="0"><table>
        <thead><tr><th scope="col" class="number">Index</th><th scope="col">Number</th><th scope="col" class="number">Mean absolute error</th><th scope="col" class="number">Root mean squared error</th><th scope="col" class="number">R²</th></tr></thead>
        <tbody>{Markup.Each(Enumerable.Range(0, result.Numbers.Count), c => Row(c, ClassName.Of(run.Data.Targets, c), result.Numbers[c]))}</tbody>
        </table></div>
        """);

    private static Markup Row(int c, string name, NumberScore score) => Markup.Of($"""
        <tr><td class="number">{c}</td><th scope="row">{name}</th><td class="number">{Quantity.Number(score.MeanAbsoluteError, 4)}</td><td class="number">{Quantity.Number(score.RootMeanSquaredError, 4)}</td><td class="number">{Explained(score)}</td></tr>
        """);

    private static string Explained(NumberScore score) => score.RSquared is { } share ? Quantity.Number(share, 4) : Quantity.None;
}
