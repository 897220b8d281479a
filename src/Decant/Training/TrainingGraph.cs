using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Passes;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Students;

namespace Decant.Training;

/// <summary>
/// What one step computes, as one graph made from the student's: its training form, every loss term, their weighted sum, the derivative by each
/// parameter, and the next value of each state. The student's own graph stays as it is, ready for export.
/// </summary>
internal static class TrainingGraph
{
    /// <summary>Input: Int64 [N].</summary>
    public const string Labels = "labels";

    /// <summary>Input: the teacher's logits [N, C].</summary>
    public const string TeacherLogits = "teacher.logits";

    /// <summary>Output: the weighted sum of all terms.</summary>
    public const string TotalLoss = "loss";

    /// <summary>Output: a term before its weight.</summary>
    public static string TermOutput(LossTerm term) => $"loss/{term.Name}";

    /// <summary>Output: the derivative by a parameter.</summary>
    public static string GradientOutput(string parameter) => $"gradient/{parameter}";

    /// <summary>Builds the graph.</summary>
    /// <param name="student">A forward graph with an output <c>logits</c>.</param>
    /// <param name="terms">The terms of the sum.</param>
    /// <param name="seed">The run's seed, for dropout.</param>
    /// <param name="unbiased">Whether running variances take n − 1, as PyTorch does.</param>
    public static Graph Build(Graph student, IReadOnlyList<LossTerm> terms, ulong seed, bool unbiased = false)
    {
        var graph = FuseActivation.Run(TrainingForm.Of(DeadCode.Remove(student, [Network.Logits]), seed, unbiased));
        var logits = graph[Network.Logits];
        var signals = new LossSignals(
            logits,
            terms.Any(term => term.Loss.NeedsTeacher) ? graph.AddInput(TeacherLogits, logits.Type, logits.Shape) : null,
            terms.Any(term => term.Loss.NeedsLabels) ? graph.AddInput(Labels, ElementType.Int64, new Shape(logits.Shape[0])) : null);
        Value? total = null;
        foreach (var term in terms)
        {
            var value = graph.AddOutput(term.Loss.Build(signals, term.Options), TermOutput(term));
            var weighted = value * term.Weight;
            total = total is null ? weighted : total + weighted;
        }

        graph.AddOutput(total!, TotalLoss);
        var parameters = graph.Initializers.Where(value => graph.Parameters.Contains(value.Name)).ToArray();
        foreach (var (parameter, gradient) in parameters.Zip(total!.Differentiate(parameters)))
        {
            graph.AddOutput(gradient, GradientOutput(parameter.Name));
        }

        return DeadCode.Remove(graph);
    }
}
