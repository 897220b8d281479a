using Decant.Tasks.Detection;
using Decant.Tests.Tasks.Detection;

namespace Decant.Tests.Losses.Detection;

/// <summary>Localisation distillation next to PyTorch's numbers (Tasks/Detection/golden-losses.py).</summary>
public sealed class LocalisationLossTests
{
    private static readonly double[] s_logits = DetectionLossGraph.Wave(DetectionLossGraph.Logits.Length, 0.31, 2);
    private static readonly double[] s_distances = DetectionLossGraph.Wave(DetectionLossGraph.Distances.Length, 0.47, 1.5);

    [Fact]
    public void Distances_at_temperature_10_are_PyTorchs() => Check(new LocalisationLoss(), 1.1992291279089133, 0, 0.0017707106673579367);

    [Fact]
    public void Distances_at_temperature_2_are_PyTorchs() =>
        Check(new LocalisationLoss { Temperature = 2 }, 1.0430611994981587, 0, 0.0015366302719642076);

    private static void Check(LocalisationLoss loss, double golden, double squaresOfLogits, double squaresOfDistances)
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
        using var graph = new DetectionLossGraph(new LocalisationLoss());

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
