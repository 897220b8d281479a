using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Training.Optimizers;

namespace Decant.Training;

/// <summary>
/// The update of every parameter as operators of the training graph: exchange, norm and clipping of the gradients, the optimizer's step,
/// the limit on each unit's weights.
/// Next weights and moments are outputs; moments are named <c>sgd.velocity/…</c> with the parameter's name. Matrices come first and
/// decay; biases and normalisation do not decay.
/// </summary>
internal static class UpdateGraph
{
    /// <summary>Input: size of the step, Float64 scalar.</summary>
    public const string LearningRate = "update/learning-rate";

    /// <summary>State: the L2 norm of all gradients before clipping, as last measured, Float64 scalar.</summary>
    public const string GradientNorm = "update/gradient-norm";

    /// <summary>Constant: the norm to which larger gradients are shrunk, Float64 scalar.</summary>
    public const string ClipNorm = "update/clip-norm";

    // Besides clipping, the norm is only for the eye: a look at every 16th step costs nothing.
    private const int NormEvery = 16;

    /// <summary>Adds the update of all parameters that have a gradient.</summary>
    /// <param name="graph">A training graph with its gradients as outputs (<see cref="TrainingGraph.GradientOutput"/>); it is
    /// changed.</param>
    /// <param name="optimizer">How weights follow their gradients.</param>
    /// <param name="clipNorm">The L2 norm to which larger gradients are shrunk; null for none.</param>
    /// <param name="maxNorm">The L2 norm to which each unit's incoming weights are kept; null for none.</param>
    public static void Add(Graph graph, Optimizer optimizer, double? clipNorm = null, double? maxNorm = null)
    {
        var parameters = graph
            .Initializers.Where(value => graph.Parameters.Contains(value.Name))
            .OrderBy(value => value.Shape.Rank < 2)
            .ToArray();
        if (parameters.Length == 0)
        {
            return;
        }

        var rate = graph.AddInput(LearningRate, ElementType.Float64, Shape.Scalar);
        var step = graph.Find(TrainingForm.StepInput) ?? graph.AddInput(TrainingForm.StepInput, ElementType.Int64, Shape.Scalar);
        Value[] gradients = [.. parameters.Select(parameter => graph[TrainingGraph.GradientOutput(parameter.Name)].Exchange(machines: 1))];
        var norm = graph.Add(
            new GradientNorm(clipNorm is null ? NormEvery : 1),
            [State(graph, GradientNorm, Tensor.Scalar(0.0)), step, .. gradients]
        );
        Next(norm, GradientNorm);
        var scale = clipNorm is { } clip
            ? (graph.AddNamedInitializer(ClipNorm, Tensor.Scalar(clip)) / norm).Min(graph.AddInitializer("one", Tensor.Scalar(1.0)))
            : null;
        var (decaying, others) = (optimizer.Update(optimizer.WeightDecay), optimizer.Update(0));
        var zeros = new Tensor(parameters[0].Type, checked((int)parameters.Max(parameter => parameter.Data!.Count)));
        var updates = parameters
            .Zip(gradients, (parameter, gradient) =>
            {
                var rule = parameter.Shape.Rank >= 2 ? decaying : others;
                string[] moments = [.. rule.Moments.Select(moment => $"{optimizer.Name}.{moment}/{parameter.Name}")];
                var node = graph.AddNode(
                    rule,
                    [
                        parameter,
                        gradient,
                        rate,
                        step,
                        scale,
                        .. moments.Select(moment => State(graph, moment, zeros.View(0, parameter.Shape.Sizes()))),
                    ]
                );
                foreach (var (moment, next) in moments.Zip(node.Outputs.Skip(1)))
                {
                    Next(next, moment);
                }

                return node.Outputs[0];
            })
            .ToArray();
        foreach (var (parameter, next) in parameters.Zip(updates))
        {
            Next(maxNorm is { } limit && parameter.Shape.Rank >= 2 ? next.LimitNorm(limit) : next, parameter.Name);
        }
    }

    /// <summary>Whether a state is a moment of an optimizer.</summary>
    public static bool IsMoment(Optimizer optimizer, string state) =>
        state.StartsWith(optimizer.Name + ".", StringComparison.Ordinal) && state.Contains('/', StringComparison.Ordinal);

    private static Value State(Graph graph, string name, Tensor first) => graph.AddNamedInitializer(name, first);

    private static void Next(Value next, string state) => next.Graph.AddOutput(next, state + TrainingForm.NextSuffix);
}
