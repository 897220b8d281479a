using System.Globalization;
using Decant.Reporting.Charts;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Predicted numbers next to the truth: a picture for each number.</summary>
internal static class PredictionsSection
{
    private const int MostCharts = 6;

    public static Markup Of(Run run)
    {
        var seed = Subject.Of(run).Seeds[0];
        var scatters = seed.Test.Scatters.Where(scatter => scatter.Points.Count > 0).Take(MostCharts).ToArray();
        return scatters.Length == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                <section id="predictions"><h2>Predicted against true</h2>
                <p class="note">The {Subject.Name(run)} with seed {seed.Seed.ToString(
                    CultureInfo.InvariantCulture
                )} on the test split. A dot is a sample, on the dashed line the prediction is right.</p>
                <div class="charts">{Markup.Each(scatters, scatter => Chart(run, seed.Test, scatter))}</div>
                </section>
                """
            );
    }

    private static Markup Chart(Run run, EvaluationResult result, ResultScatter scatter)
    {
        var name = ClassName.Of(run.Data.AnswerNames, scatter.Index);
        var chart = new ScatterChart
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"predictions-{scatter.Index}"),
            Title = $"Predicted against true: {name}",
            Description = string.Join(
                " ",
                result.Tables.Where(table => scatter.Index < table.Cells.Count).Select(table => Numbers(table, scatter.Index))
            ),
            Colour = ArmLook.Of(Subject.Of(run).Name).Colour,
            Label = name,
            Points = scatter.Points,
        };
        var shown =
            scatter.Points.Count < result.Samples
                ? $" {Quantity.Count(scatter.Points.Count)} of {Quantity.Count(result.Samples)} samples, evenly chosen."
                : "";
        return Markup.Of($"""<figure><figcaption><b>{name}.</b>{shown}</figcaption>{chart.Draw()}</figure>""");
    }

    // For those who hear the picture.
    private static string Numbers(ResultTable table, int row) =>
        string.Join(", ", table.Columns.Zip(table.Cells[row], (column, value) => $"{column.Title} {ColumnText.Of(column, value)}")) + ".";
}
