using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Tasks.Detection;

namespace Decant.Tests.Tasks.Detection;

/// <summary>
/// The loss of a detector with the truth next to PyTorch's number and gradients (golden-losses.py): three pictures, of which one has no box,
/// two levels, two classes, five bins.
/// </summary>
public class DetectionTruthTests
{
    [Fact]
    public void Value_and_gradients_are_those_of_PyTorch()
    {
        using var truth = new DetectionLossGraph(new HardLabelsLoss());

        var (value, z, d) = truth.Run(DetectionLossGraph.Logits, DetectionLossGraph.Distances);

        Assert.Equal(4.954994243730058, value, 1e-9);
        Assert.Equal(0.11670109024516868, z.Sum(one => one * one), 1e-9);
        Assert.Equal(0.00798288358272119, d.Sum(one => one * one), 1e-9);

        // Ours are [N, C, L] and PyTorch's [N, L, C]: the first place's two classes, then the second's.
        double[] first = [z[0], z[DetectionLossGraph.Places], z[1], z[DetectionLossGraph.Places + 1]];
        double[] golden = [0.0156993050073677, 0.02117280357185316, 0.050240413716836047, 0.014986288220729652];
        Assert.All(first.Zip(golden), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }

    [Fact]
    public void A_crowd_hides_the_places_in_it_that_have_no_box_and_an_unknown_picture_all_of_its_places()
    {
        using var truth = new DetectionLossGraph(new HardLabelsLoss());

        var (_, known, _) = truth.Run(DetectionLossGraph.Logits, DetectionLossGraph.Distances);
        var (_, crowd, far) = truth.Run(DetectionLossGraph.Logits, DetectionLossGraph.Distances, crowdOfThird: 1);
        var (_, unknown, _) = truth.Run(DetectionLossGraph.Logits, DetectionLossGraph.Distances, classOfThird: -1);

        // Place 7 of the third picture is in its box.
        var place = (2 * DetectionLossGraph.Classes * DetectionLossGraph.Places) + 7;
        Assert.NotEqual(0, known[place]);
        Assert.Equal(0, crowd[place], 1e-12);
        Assert.All(far[^(DetectionLossGraph.Places * 4 * DetectionLossGraph.Bins)..], one => Assert.Equal(0, one, 1e-12));
        Assert.All(unknown[^(DetectionLossGraph.Classes * DetectionLossGraph.Places)..], one => Assert.Equal(0, one, 1e-12));
        Assert.NotEqual(0, crowd[^1]);
    }

    [Fact]
    public void Generalised_overlap_of_boxes_that_do_not_touch_is_below_0()
    {
        // 2 × 2 and 2 × 2, 2 apart: I = 0, U = 8, E = 6 · 2, so −(12 − 8)/12.
        Assert.Equal(-1 / 3.0, Generalised([0, 0, 2, 2], [4, 0, 6, 2]), 1e-6);

        // One inside the other: E = U, so I/U = 1/4.
        Assert.Equal(0.25, Generalised([0, 0, 4, 4], [1, 1, 3, 3]), 1e-6);
    }

    private static double Generalised(double[] one, double[] other)
    {
        var graph = new Graph("boxes");
        Value Box(string name, double[] numbers) => graph.AddInitializer(name, Tensor.From<double>(numbers, 1, 1, 4));
        graph.AddOutput(Overlap.Generalised(Overlap.Edges(Box("one", one)), Overlap.Edges(Box("other", other))).Identity(), "value");
        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(graph, new CompileOptions { Device = DeviceCatalogue.Open("reference", pool) });
        executable.Run();
        return executable["value"].Span<double>()[0];
    }
}
