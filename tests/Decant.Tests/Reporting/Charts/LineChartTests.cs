using System.Xml.Linq;
using Decant.Reporting.Charts;

namespace Decant.Tests.Reporting.Charts;

public class LineChartTests
{
    [Fact]
    public void A_line_from_the_lowest_to_the_highest_value_rises_through_the_plot()
    {
        var path = Path(Chart([(1, 0), (2, 5), (3, 10)]));
        var points = path[1..].Split('L').Select(point => point.Split(' ').Select(double.Parse).ToArray()).ToArray();

        // Equal steps in epochs and in values are equal steps on paper, and higher is nearer to the top.
        Assert.Equal(3, points.Length);
        Assert.Equal(points[1][0] - points[0][0], points[2][0] - points[1][0], 0.02);
        Assert.Equal(points[0][1] - points[1][1], points[1][1] - points[2][1], 0.02);
        Assert.True(points[0][1] > points[2][1]);
    }

    [Fact]
    public void A_value_that_is_no_number_is_a_gap()
    {
        Assert.Equal(2, Path(Chart([(1, 1), (2, 2), (3, double.NaN), (4, 3), (5, 4)])).Count(letter => letter == 'M'));
    }

    [Fact]
    public void A_single_epoch_is_a_dot()
    {
        Assert.Single(Elements(Chart([(1, 0.9)]), "circle"));
        Assert.Empty(Elements(Chart([(1, 0.9), (2, 0.8)]), "circle"));
    }

    [Fact]
    public void Nothing_to_draw_is_no_chart() => Assert.Equal("", Chart([(1, double.NaN)]).Draw().ToString());

    private static LineChart Chart((double X, double Y)[] points) =>
        new()
        {
            Id = "chart",
            Title = "Accuracy",
            Description = "rises",
            YLabel = "accuracy",
            Series = [new LineSeries("student", "distilled", "", points)],
        };

    private static IEnumerable<XElement> Elements(LineChart chart, string name) =>
        XElement.Parse(chart.Draw().ToString()).Descendants().Where(element => element.Name.LocalName == name);

    private static string Path(LineChart chart) => Elements(chart, "g").Single().Elements().First().Attribute("d")!.Value;
}
