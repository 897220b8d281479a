using Decant.Engine.Graphs;
using Decant.Tasks;

namespace Decant.Students;

/// <summary>
/// The last step of a network: what becomes of its logits [N, C]. Classes get <c>probabilities</c> by a softmax, labels by a sigmoid each,
/// numbers a <c>prediction</c> in their own unit.
/// </summary>
/// <param name="Task">What the logits mean.</param>
/// <param name="Size">Numbers to answer per sample, C.</param>
/// <param name="Scaling">How numbers are standardised; null for classes and labels.</param>
internal sealed record NetworkHead(LearningTask Task, int Size, TargetScaling? Scaling = null)
{
    /// <summary>One logit per class.</summary>
    public static NetworkHead OfClasses(int classes) => new(LearningTasks.Default, classes);

    /// <summary>Adds the outputs.</summary>
    /// <param name="logits">[N, C].</param>
    internal void AddOutputs(Value logits) => Task.AddOutputs(logits, Scaling);
}
