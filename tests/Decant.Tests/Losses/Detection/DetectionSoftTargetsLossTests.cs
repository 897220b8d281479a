using Decant.Tasks.Detection;
using Decant.Tests.Tasks.Detection;

namespace Decant.Tests.Losses.Detection;

/// <summary>The loss with a teacher's scores and distances next to PyTorch's numbers (Tasks/Detection/golden-losses.py).</summary>
public sealed class DetectionSoftTargetsLossTests
{
    private static readonly double[] s_logits = DetectionLossGraph.Wave(DetectionLossGraph.Logits.Length, 0.31, 2);
    private static readonly double[] s_distances = DetectionLossGraph.Wave(DetectionLossGraph.Distances.Length, 0.47, 1.5);

    [Fact]
    public void Scores_and_distances_together_are_PyTorchs() =>
        Check(new DetectionSoftTargetsLoss(), 1.5303261732227043, 0.008937010261067642, 0.00011066941670987104);

    [Fact]
    public void Foreground_background_and_temperature_are_PyTorchs() =>
        Check(
            new DetectionSoftTargetsLoss
            {
                Temperature = 2,
                Foreground = 2,
                Background = 0.5,
                Localisation = 0,
            },
            2.6795055527146765,
            0.02929055740331874,
            0
        );

    private static void Check(DetectionSoftTargetsLoss loss, double golden, double squaresOfLogits, double squaresOfDistances)
    {
        using var graph = new DetectionLossGraph(loss);

        var (value, z, d) = graph.Run(s_logits, s_distances);

        Assert.Equal(golden, value, 1e-9);
        Assert.Equal(squaresOfLogits, z.Sum(one => one * one), 1e-9);
        Assert.Equal(squaresOfDistances, d.Sum(one => one * one), 1e-9);
    }

    [Fact]
    public void It_is_least_where_both_agree_and_has_the_gradient_of_differences()
    {
        using var graph = new DetectionLossGraph(new DetectionSoftTargetsLoss());

        var (_, dz, dd) = graph.Run(s_logits, s_distances);
        var (least, _, flat) = graph.Run(DetectionLossGraph.Logits, DetectionLossGraph.Distances);

        Assert.Equal(0, least, 1e-9);
        Assert.All(flat, one => Assert.Equal(0, one, 1e-9));
        foreach (var place in new[] { 0, 17, 40, 100, 151 })
        {
            Assert.Equal(Difference(s_logits, place, moved => graph.Run(moved, s_distances).Value), dz[place], 1e-6);
            Assert.Equal(Difference(s_distances, 3 * place, moved => graph.Run(s_logits, moved).Value), dd[3 * place], 1e-6);
        }
    }

    private static double Difference(double[] x, int place, Func<double[], double> value)
    {
        const double step = 1e-5;
        double[] Moved(double by) => [.. x.Select((one, i) => i == place ? one + by : one)];
        return (value(Moved(step)) - value(Moved(-step))) / (2 * step);
    }
}
