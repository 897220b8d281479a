using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;

namespace Decant.Tasks.Detection;

/// <summary>What is true of the pictures of a batch, as values of a graph. Padding has boxes of 0 and counts nowhere.</summary>
/// <param name="Edges">Left, top, right and bottom edges of the B boxes in pixels, [N, B, 1] each.</param>
/// <param name="Classes">1 for the class of a box that counts, [N, B, C].</param>
/// <param name="IsCounted">1 for a box that is learnt, [N, B, 1].</param>
/// <param name="IsCrowd">1 for the region of a crowd, [N, B, 1].</param>
/// <param name="IsKnown">1 for a picture whose boxes are known, [N, 1].</param>
internal sealed record TruthBoxes(IReadOnlyList<Value> Edges, Value Classes, Value IsCounted, Value IsCrowd, Value IsKnown)
{
    /// <summary>The fields of the samples.</summary>
    /// <param name="signals">Knows them.</param>
    /// <param name="classes">How many classes there are, C.</param>
    public static TruthBoxes Of(LossSignals signals, int classes)
    {
        var boxes = signals.Field(ObjectDetection.Boxes);
        var (@class, crowd) = (signals.Field(ObjectDetection.Class), signals.Field(ObjectDetection.Crowd));
        var mask = signals.Field($"{ObjectDetection.Boxes}.mask");
        var type = boxes.Type;
        var one = mask.Constant(1);

        // A class of −1 inside the mask: nothing is known of this picture, as it is one without labels.
        var isThere = mask.IsGreaterThan(mask.Constant(0));
        var isClass = @class.IsAtLeast(@class.Constant(0));
        var isCrowd = crowd.IsGreaterThan(crowd.Constant(0)).And(isThere).And(isClass);
        var isCounted = isThere.And(isClass).Cast(type) * (one - isCrowd.Cast(type));
        var isUnknown = isThere.Cast(type) * (one - isClass.Cast(type));
        var safe = isThere.And(isClass).Unsqueeze(2).Where(boxes, boxes.Constant(0));
        var numbers = Tensor.From<long>([.. Enumerable.Range(0, classes).Select(number => (long)number)], 1, 1, classes);
        var isOne = @class.Unsqueeze(2).IsEqualTo(boxes.Graph.AddInitializer("classes", numbers)).Cast(type);
        return new TruthBoxes(
            [.. Enumerable.Range(0, 4).Select(edge => safe.Slice(2, edge, edge + 1))],
            isOne * isCounted.Unsqueeze(2),
            isCounted.Unsqueeze(2),
            isCrowd.Cast(type).Unsqueeze(2),
            one - isUnknown.ReduceMax([1], keepDimensions: true)
        );
    }
}
