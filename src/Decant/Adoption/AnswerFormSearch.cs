using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Adoption;

/// <summary>Finds out what a network's answers mean, by the answers; the task says how.</summary>
internal static class AnswerFormSearch
{
    /// <summary>The form of the answers.</summary>
    /// <param name="network">The network under the contract, its answers taken for logits.</param>
    /// <param name="task">What it is tried on.</param>
    public static AnswerForm Run(Graph network, AdoptionTask task)
    {
        using var frozen = new FrozenNetwork(network, Math.Min(Evaluator.Batch, task.Samples.Count), task.Device);
        return task.Goal.Task.Search.FormOf([.. NetworkAnswers.Of(frozen, task.Samples).Chunk(frozen.AnswerSize)]);
    }
}
