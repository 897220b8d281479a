using Decant.Evaluation;
using Decant.Engine.Graphs;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Adoption;

/// <summary>Finds out what a network's answers mean, by the answers: probabilities lie between 0 and 1, those of classes add up to 1.</summary>
internal static class AnswerFormSearch
{
    private const double Tolerance = 1e-3;

    /// <summary>The form of the answers.</summary>
    /// <param name="network">The network under the contract, its answers taken for logits.</param>
    /// <param name="task">What it is tried on.</param>
    public static AnswerForm Run(Graph network, AdoptionTask task)
    {
        if (task.Goal.Kind == TaskKind.Regression)
        {
            return AnswerForm.Logits;
        }

        using var frozen = new FrozenNetwork(network, Math.Min(Evaluator.Batch, task.Samples.Count), task.Device);
        var rows = NetworkAnswers.Of(frozen, task.Samples).Chunk(frozen.Classes).ToArray();
        return rows.All(row => row.All(answer => answer is >= 0 and <= 1) && (task.Goal.Kind == TaskKind.MultiLabel || IsOne(row.Sum(answer => (double)answer)))) ? AnswerForm.Probabilities
            : task.Goal.Kind == TaskKind.Classification && rows.All(row => row.All(answer => answer <= 0) && IsOne(row.Sum(answer => Math.Exp(answer)))) ? AnswerForm.LogProbabilities
            : AnswerForm.Logits;
    }

    private static bool IsOne(double sum) => Math.Abs(sum - 1) < Tolerance;
}
