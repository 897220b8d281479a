using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Teachers;

/// <summary>
/// Several networks as one: they share the input, and their answers are joined inside the graph. So an ensemble is a teacher like any other: one
/// file, with a score of its own. Values of member k are called <c>teacherk/…</c>. Hinton, Vinyals, Dean 2015, arXiv:1503.02531, section 2.
/// </summary>
public static class EnsembleNetwork
{
    /// <summary>Joins networks of equal input and equal answers.</summary>
    /// <param name="members">Forward graphs with outputs <c>logits</c> [N, C], or <c>prediction</c> where they answer numbers; two or more.</param>
    /// <param name="combination">How their answers become one; of numbers it is the mean.</param>
    /// <param name="kind">What the answers mean.</param>
    /// <exception cref="DecantException">The members answer different numbers of classes.</exception>
    public static Graph Of(IReadOnlyList<Graph> members, EnsembleCombination combination, TaskKind kind = TaskKind.Classification)
    {
        var classes = members.Select(member => member[Network.Logits].Shape[1].Size).Distinct().ToArray();
        if (classes.Length > 1)
        {
            throw new DecantException($"teacher.ensemble: expected members that answer the same classes, received {string.Join(" and ", classes)} classes. Leave out those of another task.");
        }

        var graph = new Graph("ensemble");
        foreach (var (key, word) in members[0].Metadata)
        {
            graph.Metadata[key] = word;
        }

        graph.Metadata["decant.architecture"] = string.Join(" + ", members.Select(member => member.Metadata.TryGetValue("decant.architecture", out var words) ? words : member.Name));
        var answers = members.Select((member, k) =>
            Graft.Into(graph, DeadCode.Remove(member, [AnswerOf(member, kind)]), $"teacher{k + 1}/", isTrained: true)[AnswerOf(member, kind)]).ToArray();
        new NetworkHead(kind, classes[0]).AddOutputs(kind switch
        {
            TaskKind.Classification => Combine(answers, combination),
            TaskKind.MultiLabel when combination == EnsembleCombination.Probabilities => LogOddsOfMean(answers),
            _ => Mean(answers),
        });
        return graph;
    }

    private static string AnswerOf(Graph member, TaskKind kind) =>
        kind == TaskKind.Regression && member.Outputs.Any(output => output.Name == Network.Prediction) ? Network.Prediction : Network.Logits;

    private static Value Mean(IReadOnlyList<Value> answers) => answers.Aggregate((sum, next) => sum + next) * (1.0 / answers.Count);

    // p = mean σ(zₖ); ln p − ln(1 − p) = ln Σ σ(zₖ) − ln Σ σ(−zₖ), with ln σ(z) = −softplus(−z).
    private static Value LogOddsOfMean(IReadOnlyList<Value> answers) =>
        LogOfSum([.. answers.Select(z => -(-z).Softplus())]) - LogOfSum([.. answers.Select(z => -z.Softplus())]);

    private static Value Combine(IReadOnlyList<Value> answers, EnsembleCombination combination)
    {
        if (combination == EnsembleCombination.Logits)
        {
            return Mean(answers);
        }

        var lnP = answers.Select(answer => answer.LogSoftmax()).ToArray();
        if (combination == EnsembleCombination.Probabilities)
        {
            return LogOfSum(lnP) - Math.Log(answers.Count);
        }

        // ln Σ wₖ·pₖ with wₖ = max pₖ / Σ max pⱼ, all as logarithms.
        var confidence = lnP.Select(member => member.ReduceMax([1], keepDimensions: true)).ToArray();
        return LogOfSum([.. lnP.Zip(confidence, (member, weight) => member + weight)]) - LogOfSum(confidence);
    }

    // ln Σ e^xₖ = m + ln Σ e^(xₖ − m) with m = max xₖ.
    private static Value LogOfSum(IReadOnlyList<Value> terms)
    {
        var most = terms.Aggregate((largest, next) => largest.Max(next));
        return most + terms.Select(term => (term - most).Exp()).Aggregate((sum, next) => sum + next).Log();
    }
}
