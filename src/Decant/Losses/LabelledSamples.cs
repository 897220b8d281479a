using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses;

/// <summary>
/// What losses on labels share: where the label is among the classes, and a mean that leaves out samples without one (label −1).
/// </summary>
internal static class LabelledSamples
{
    /// <summary>The mean of −ln softmax(z)_y over the samples that have a label: [N, C] and labels [N] to a scalar.</summary>
    public static Value CrossEntropy(this Value logits, Value labels) => -logits.LogSoftmax().AtLabel(labels).MeanOverLabelled(labels);

    /// <summary>The element at each sample's label, [N, C] and labels [N] to [N]; some other element where a sample has none.</summary>
    public static Value AtLabel(this Value elements, Value labels) =>
        elements.GatherElements(labels.Unsqueeze(1), axis: 1).Reshape(labels.Shape);

    /// <summary>Whether a class is the sample's label, [N, C]; nowhere where it has none.</summary>
    /// <param name="labels">[N].</param>
    /// <param name="classes">C.</param>
    public static Value IsLabel(this Value labels, int classes) =>
        labels
            .Unsqueeze(1)
            .IsEqualTo(
                labels.Graph.AddInitializer("classes", Tensor.From<long>([.. Enumerable.Range(0, classes).Select(number => (long)number)]))
            );

    /// <summary>The mean of [N] over the samples that have a label; 0, with no derivative, where none has one.</summary>
    public static Value MeanOverLabelled(this Value perSample, Value labels)
    {
        var isLabelled = labels.IsAtLeast(labels.Constant(0));
        var count = isLabelled.Cast(perSample.Type).ReduceSum();
        return isLabelled.Where(perSample, perSample.Constant(0)).ReduceSum() / count.Max(count.Constant(1));
    }
}
