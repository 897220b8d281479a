using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;

namespace Decant.Tasks.Detection;

/// <summary>
/// The loss of a detector with the truth (Li et al. 2020, "Generalized Focal Loss", arXiv:2006.04388, equation 8): quality focal loss of
/// all classes at all places, over the number of places with a box; 2·(1 − GIoU) of the boxes and 0.25·distribution focal loss of the
/// distances at places with a box, weighted by the score there.
/// </summary>
internal static class DetectionTruth
{
    private const double BoxWeight = 2;
    private const double DistanceWeight = 0.25;

    /// <summary>The formula, a scalar.</summary>
    /// <param name="signals">The student's answers, and the boxes of the samples.</param>
    public static Value Of(LossSignals signals)
    {
        var grid = LocationGrid.Of(signals.FindStudent);
        var (logits, distances) = (signals.StudentLogits, signals.Student(ObjectDetection.Distances));
        var classes = logits.Shape[^1].Size;
        var places = new Shape(distances.Shape[0], grid.Count);
        var assigned = AdaptiveAssignment.Of(grid, TruthBoxes.Of(signals, classes));
        var z = logits.Reshape(new Shape(places[0], grid.Count, classes));
        var boxes = Overlap.Edges(grid.Boxes(distances));

        var quality = Overlap.OfEdges(boxes, assigned.Boxes).StopGradient();
        var found = assigned.IsForeground.ReduceSum();
        var perClass = QualityFocal.Of(z, assigned.Classes * quality) * assigned.IsJudged.Unsqueeze(2);
        var loss = perClass.ReduceSum() / found.Max(found.Constant(1));

        var sure = (z.Sigmoid().ReduceMax([2]).StopGradient() * assigned.IsForeground);
        var all = sure.ReduceSum();
        var weight = sure / all.Max(all.Constant(1));
        var apart = 1 - Overlap.Generalised(boxes, assigned.Boxes).Reshape(places);
        var far = DistributionFocal.Of(LocationGrid.Sides(distances), Distances(grid, assigned.Boxes).Unsqueeze(3)).ReduceMean([2]);
        return loss + (weight * ((apart * BoxWeight) + (far * DistanceWeight))).ReduceSum();
    }

    // Of left, top, right, bottom in strides, [N, L, 4].
    private static Value Distances(LocationGrid grid, IReadOnlyList<Value> boxes)
    {
        var (x, y) = (grid.Locations.Slice(1, 0, 1), grid.Locations.Slice(1, 1, 2));
        return new[] { x - boxes[0], y - boxes[1], boxes[2] - x, boxes[3] - y }.Concat(2) / grid.Strides;
    }
}
