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

    /// <summary>Input: what is known of each sample as numbers, [N, D].</summary>
    public const string Targets = "targets";

    /// <summary>Input: the teacher's logits [N, C].</summary>
    public const string TeacherLogits = "teacher.logits";

    /// <summary>Input: where each sample stands in the training data, Int64 [N].</summary>
    public const string Samples = "samples";

    /// <summary>Output: the weighted sum of all terms.</summary>
    public const string TotalLoss = "loss";

    /// <summary>Output: a term before its weight.</summary>
    public static string TermOutput(LossTerm term) => $"loss/{term.Name}";

    /// <summary>Output: the derivative by a parameter.</summary>
    public static string GradientOutput(string parameter) => $"gradient/{parameter}";

    /// <summary>Input: a value inside the teacher.</summary>
    public static string TeacherValue(string name) => LossSignals.TeacherPrefix + name;

    /// <summary>Builds the graph.</summary>
    /// <param name="design">What it is made from.</param>
    /// <param name="courses">Is given the inputs that follow the time, and their courses.</param>
    public static Graph Build(TrainingDesign design, IDictionary<string, ScheduledNumber> courses)
    {
        var graph = Forward(design);
        var values = Terms(graph, design, courses);
        Value? total = null;
        foreach (var (term, value, weight) in values)
        {
            var weighted = value * weight;
            total = total is null ? weighted : total + weighted;
        }

        graph.AddOutput(total!, TotalLoss);
        var parameters = Trained(graph, design);
        foreach (var (parameter, gradient) in parameters.Zip(total!.Differentiate(parameters)))
        {
            graph.AddOutput(gradient, GradientOutput(parameter.Name));
        }

        return DeadCode.Remove(graph);
    }

    // The student's values that terms read are outputs until then, so that fusing leaves them alone.
    private static Graph Forward(TrainingDesign design) => FuseActivation.Run(TrainingForm.Of(
        DeadCode.Remove(design.Student, [Network.Logits, .. design.StudentValues.Where(name => name != Network.Logits && design.Student.Find(name) is not null)]),
        design.Seed, design.Unbiased));

    private static Value[] Trained(Graph graph, TrainingDesign design)
    {
        graph.Parameters.ExceptWith([.. graph.Parameters.Where(design.IsFrozen)]);
        return [.. graph.Initializers.Where(value => graph.Parameters.Contains(value.Name))];
    }

    private static List<(LossTerm Term, Value Value, LossNumber Weight)> Terms(Graph graph, TrainingDesign design, IDictionary<string, ScheduledNumber> courses)
    {
        var logits = graph[Network.Logits];
        var batch = new Shape(logits.Shape[0]);
        foreach (var value in design.TeacherValues)
        {
            graph.AddInput(TeacherValue(value.Name), logits.Type, value.Shape);
        }

        var next = new List<(Value Next, string State)>();
        var signals = new LossSignals(
            logits,
            design.Terms.Any(term => term.Loss.NeedsTeacher) ? graph.AddInput(TeacherLogits, logits.Type, logits.Shape.With(logits.Shape.Rank - 1, design.TeacherClasses ?? logits.Shape[^1])) : null,
            design.Terms.Any(term => term.Loss.NeedsLabels) ? graph.AddInput(Labels, ElementType.Int64, batch) : null)
        {
            Targets = design.Terms.Any(term => term.Loss.NeedsTargets) ? graph.AddInput(Targets, logits.Type, logits.Shape) : null,
            FindStudent = graph.Find, Samples = design.Terms.Any(term => term.Loss.NeedsSamples) ? graph.AddInput(Samples, ElementType.Int64, batch) : null,
             SampleCount = design.SampleCount,
            Seed = design.Seed, Courses = courses, NextStates = next,
        };
        var values = new List<(LossTerm, Value, LossNumber)>();
        foreach (var term in design.Terms)
        {
            var own = signals with { Term = term.Name };
            values.Add((term, graph.AddOutput(term.Loss.Build(own, term.Options), TermOutput(term)), own.Number("weight", term.Weight)));
        }

        foreach (var (value, state) in next)
        {
            graph.AddOutput(value, state + TrainingForm.NextSuffix);
        }

        return values;
    }
}
