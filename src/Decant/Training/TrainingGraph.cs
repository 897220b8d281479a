using Decant.Data.Batches;
using Decant.Engine;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Losses;
using Decant.Students;

namespace Decant.Training;

/// <summary>
/// What one step computes, as one graph made from the student's: its training form, every loss term, their weighted sum, the derivative by
/// each parameter, and the next value of each state. The student's own graph stays as it is, ready for export.
/// </summary>
internal static class TrainingGraph
{
    /// <summary>Input: Int64 [N], or [N, H, W] where each pixel has a class.</summary>
    public const string Labels = "labels";

    /// <summary>Input: what is known of each sample as numbers, [N, D], in their own units.</summary>
    public const string Targets = "targets";

    /// <summary>Input: the teacher's logits, shaped as the student's, or what it predicts in its own unit.</summary>
    public const string TeacherLogits = "teacher.logits";

    /// <summary>Input: where each sample is in the training data, Int64 [N].</summary>
    public const string Samples = "samples";

    /// <summary>Output: the weighted sum of all terms.</summary>
    public const string TotalLoss = "loss";

    /// <summary>Output: a term before its weight.</summary>
    public static string TermOutput(DistillationLoss term) => $"loss/{term.Term}";

    /// <summary>Output: the derivative by a parameter.</summary>
    public static string GradientOutput(string parameter) => $"gradient/{parameter}";

    /// <summary>Input: a value inside the teacher.</summary>
    public static string TeacherValue(string name) => LossSignals.TeacherPrefix + name;

    /// <summary>Builds the graph.</summary>
    /// <param name="design">What it is made from.</param>
    /// <param name="courses">Is given the inputs that follow the time, and their courses.</param>
    public static Graph Build(TrainingDesign design, IDictionary<string, ScheduledNumber> courses)
    {
        RequireOutputs(design);
        var graph = Forward(design.Student, design, design.Seed);
        var next = new List<(Value Next, string State)>();
        var signals = Signals(graph, design) with { Courses = courses, NextStates = next };
        Learner[] learners =
        [
            new("", design.Task.Rows(graph[Network.Logits]), graph.Find),
            .. design.Peers.Select((peer, k) => Peer(graph, peer, design, k)),
        ];
        var total = learners.Select(learner => Sum(signals, design, learner, learners)).Aggregate((sum, part) => sum + part);
        graph.AddOutput(total, TotalLoss);
        foreach (var (value, state) in next.Concat(design.Average is { } kept ? MovingAverage.Next(graph, kept) : []))
        {
            graph.AddOutput(value, state + TrainingForm.NextSuffix);
        }

        graph = PassLists.Losses.Run(graph);
        total = graph[TotalLoss];
        graph.Parameters.ExceptWith([.. graph.Parameters.Where(design.IsFrozen)]);
        var parameters = graph.Initializers.Where(value => graph.Parameters.Contains(value.Name)).ToArray();
        foreach (var (parameter, gradient) in parameters.Zip(total.Differentiate(parameters)))
        {
            graph.AddOutput(gradient, GradientOutput(parameter.Name));
        }

        return PassLists.Differentiated.Run(graph);
    }

    /// <summary>A network as it is in a step. The values that terms read are outputs, so that fusing leaves them alone.</summary>
    internal static Graph Forward(Graph network, TrainingDesign design, ulong seed) =>
        Mixed(
            design,
            PassLists.Forward.Run(
                TrainingForm.Of(
                    DeadCode.Remove(
                        network,
                        [Network.Logits, .. design.StudentValues.Where(name => name != Network.Logits && network.Find(name) is not null)]
                    ),
                    seed,
                    design.Unbiased
                )
            )
        );

    private static void RequireOutputs(TrainingDesign design)
    {
        var missing = design.Task.Outputs.Where(name => design.Student.Find(name) is null).ToArray();
        if (missing.Length > 0)
        {
            throw new DecantException(
                $"task {design.Task.Name}: expected a network with the outputs "
                    + $"{string.Join(", ", design.Task.Outputs)}, received '{design.Student.Name}' without "
                    + $"{string.Join(", ", missing)}; it has "
                    + $"{string.Join(", ", design.Student.Outputs.Select(output => output.Name))}. Add an output for "
                    + $"each head."
            );
        }
    }

    private static Graph Mixed(TrainingDesign design, Graph graph) => design.IsMixed ? MixedPrecision.Run(graph) : graph;

    // Another seed, so that peers drop other units.
    private static Learner Peer(Graph graph, Graph peer, TrainingDesign design, int k)
    {
        var prefix = $"peer{k + 2}/";
        var forward = Forward(peer, design, design.Seed + (ulong)k + 1);
        var values = Graft.Into(graph, forward, prefix, isTrained: true);
        foreach (var output in forward.Outputs.Where(output => output.Name.EndsWith(TrainingForm.NextSuffix, StringComparison.Ordinal)))
        {
            graph.AddOutput(values[output.Name]);
        }

        return new Learner(prefix, design.Task.Rows(values[Network.Logits]), values.GetValueOrDefault);
    }

    private static LossSignals Signals(Graph graph, TrainingDesign design)
    {
        var logits = graph[Network.Logits];
        var (batch, axis) = (new Shape(logits.Shape[0]), Network.ClassAxis(logits.Shape));
        foreach (var value in design.TeacherValues)
        {
            graph.AddInput(TeacherValue(value.Name), logits.Type, value.Shape);
        }

        var needsLabels = design.Terms.Any(term => term.NeedsLabels);
        var labels =
            (needsLabels || design.HasMasks) && design.Task.LearnsClasses
                ? graph.AddInput(Labels, ElementType.Int64, design.Task.LabelShape(logits.Shape))
                : null;
        var needsTargets = design.Terms.Any(term => term.NeedsTargets) || (needsLabels && !design.Task.LearnsClasses);
        var signals = new LossSignals(
            design.Task.Rows(logits),
            !design.Terms.Any(term => term.NeedsTeacher)
                ? null
                : design.Task.Rows(
                    design.Average is null
                        ? Standardised(
                            graph.AddInput(
                                TeacherLogits,
                                logits.Type,
                                logits.Shape.With(axis, design.TeacherClasses ?? logits.Shape[axis])
                            ),
                            design
                        )
                        : MovingAverage.Teacher(graph, design)
                ),
            needsLabels && labels is not null ? design.Task.LabelRows(labels) : null
        )
        {
            Task = design.Task,
            Fields = design.Schema is null ? new Dictionary<string, TensorType>() : FieldBinding.Types(design.Schema.Fields),
            AxisMasks = design.Schema is null ? new Dictionary<string, string>() : FieldBinding.AxisMasks(design.Schema.Fields),
            Targets = needsTargets ? Standardised(graph.AddInput(Targets, logits.Type, logits.Shape), design) : null,
            Samples = design.Terms.Any(term => term.NeedsSamples) ? graph.AddInput(Samples, ElementType.Int64, batch) : null,
            SampleCount = design.SampleCount,
            Seed = design.Seed,
        };
        return design.Task.FieldOfPlaces is { } places
            ? signals with
            {
                Counted = design.Task.LabelRows(signals.Field(Batch.MaskName(places))),
            }
            : signals with
            {
                Counted = labels is null ? null : design.Task.CountedRows(labels, logits.Type),
            };
    }

    // Numbers come in their own units, from whatever teacher; losses see them as the student's own last step makes them.
    private static Value Standardised(Value numbers, TrainingDesign design) =>
        TargetScaling.Of(design.Student)?.Standardise(numbers) ?? numbers;

    // The terms that are logged are those of the student itself.
    private static Value Sum(LossSignals signals, TrainingDesign design, Learner learner, IReadOnlyList<Learner> learners)
    {
        Value? sum = null;
        foreach (var term in design.Terms)
        {
            var own = signals with
            {
                StudentLogits = learner.Logits,
                FindStudent = learner.Find,
                Term = learner.Prefix + term.Term,
                PeerLogits = [.. learners.Where(other => other != learner).Select(other => other.Logits)],
            };
            var value = signals.Graph.AddOutput(term.Build(own), learner.Prefix + TermOutput(term));
            var weighted = value * own.Number("weight", term.Weight);
            sum = sum is null ? weighted : sum + weighted;
        }

        return sum!;
    }

    // A network that learns in this step: the student, or one of its peers.
    private sealed record Learner(string Prefix, Value Logits, Func<string, Value?> Find);
}
