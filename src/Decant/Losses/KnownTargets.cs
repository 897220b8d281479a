using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses;

/// <summary>What losses on targets share: a mean that leaves out numbers that no one knows (NaN).</summary>
internal static class KnownTargets
{
    /// <summary>
    /// The mean over N and D of what a formula makes of the student's answers and the targets; 0, with no derivative, where none is known.
    /// </summary>
    /// <param name="targets">[N, D], NaN where no one knows.</param>
    /// <param name="perElement">The formula; it is given targets with 0 for what is unknown, as NaN times 0 were NaN again.</param>
    public static Value MeanOverKnown(this Value targets, Func<Value, Value> perElement)
    {
        // NaN is equal to nothing.
        var isKnown = targets.IsEqualTo(targets);
        var zero = targets.Constant(0);
        var count = isKnown.Cast(targets.Type).ReduceSum();
        return isKnown.Where(perElement(isKnown.Where(targets, zero)), zero).ReduceSum() / count.Max(count.Constant(1));
    }
}
