using Decant.Engine;
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
    /// <param name="shares">
    /// The share of the learning rate of some parameters, by their names; peers' copies, <c>PEER/NAME</c>, have those of their originals.
    /// Others, and all where it is null, learn at the whole rate.
    /// </param>
    public static void Add(
        Graph graph,
        Optimizer optimizer,
        double? clipNorm = null,
        double? maxNorm = null,
        IReadOnlyDictionary<string, double>? shares = null
    )
    {
        var parameters = graph
            .Initializers.Where(value => graph.Parameters.Contains(value.Name))
            .OrderBy(value => value.Shape.Rank < 2)
            .ToArray();
        if (parameters.Length == 0)
        {
            return;
        }

        var whole = graph.AddInput(LearningRate, ElementType.Float64, Shape.Scalar);
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
        var rates = new Dictionary<double, Value> { [1] = whole };
        var (decaying, others) = (optimizer.Update(optimizer.WeightDecay), optimizer.Update(0));
        var zeros = new Tensor(parameters[0].Type, checked((int)parameters.Max(parameter => parameter.Data!.Count)));
        var updates = parameters
            .Zip(gradients, (parameter, gradient) =>
                (parameter.Shape.Rank >= 2 ? decaying : others) is { } rule
                    ? Operator(optimizer, rule, parameter, gradient, RateOf(parameter), step, scale, zeros)
                    : Formula(optimizer, parameter, gradient, RateOf(parameter), step, scale, zeros)
            )
            .ToArray();
        foreach (var (parameter, next) in parameters.Zip(updates))
        {
            Next(maxNorm is { } limit && parameter.Shape.Rank >= 2 ? next.LimitNorm(limit) : next, parameter.Name);
        }

        // Parameters of one share read one rate, so that their updates still are one pass.
        Value RateOf(Value parameter)
        {
            var name = parameter.Name;
            var share =
                shares is null ? 1
                : shares.TryGetValue(name, out var own) || shares.TryGetValue(name[(name.IndexOf('/') + 1)..], out own) ? own
                : 1;
            return rates.TryGetValue(share, out var rate)
                ? rate
                : rates[share] = whole * graph.AddInitializer("update/share", Tensor.Scalar(share));
        }
    }

    // One pass over weight, gradient and moments.
    private static Value Operator(
        Optimizer optimizer,
        OptimizerUpdate rule,
        Value parameter,
        Value gradient,
        Value rate,
        Value step,
        Value? scale,
        Tensor zeros
    )
    {
        string[] moments = [.. rule.Moments.Select(moment => MomentOf(optimizer, moment, parameter))];
        var states = moments.Select(moment => State(parameter.Graph, moment, zeros.View(0, parameter.Shape.Sizes())));
        var node = parameter.Graph.AddNode(rule, [parameter, gradient, rate, step, scale, .. states]);
        foreach (var (moment, next) in moments.Zip(node.Outputs.Skip(1)))
        {
            Next(next, moment);
        }

        return node.Outputs[0];
    }

    private static Value Formula(Optimizer optimizer, Value parameter, Value gradient, Value rate, Value step, Value? scale, Tensor zeros)
    {
        var type = parameter.Type;
        var signals = new UpdateSignals(
            parameter,
            scale is null ? gradient : gradient * scale.Cast(type),
            rate.Cast(type),
            step.Cast(type),
            parameter.Shape.Rank >= 2 ? optimizer.WeightDecay : 0
        )
        {
            AddState = moment => State(parameter.Graph, MomentOf(optimizer, moment, parameter), zeros.View(0, parameter.Shape.Sizes())),
        };
        var next = optimizer.Next(signals);
        if (!next.Shape.Equals(parameter.Shape) || next.Type != type)
        {
            throw new DecantException(
                $"optimizer {optimizer.Name}: expected the next value of '{parameter.Name}' as {type} {parameter.Shape}, received "
                    + $"{next.Type} {next.Shape}. Make the formula of the weight's own shape."
            );
        }

        foreach (var (moment, value) in signals.Moments)
        {
            Next(value, MomentOf(optimizer, moment, parameter));
        }

        return next;
    }

    private static string MomentOf(Optimizer optimizer, string moment, Value parameter) => $"{optimizer.Name}.{moment}/{parameter.Name}";

    /// <summary>Whether a state is a moment of an optimizer.</summary>
    public static bool IsMoment(Optimizer optimizer, string state) =>
        state.StartsWith(optimizer.Name + ".", StringComparison.Ordinal) && state.Contains('/', StringComparison.Ordinal);

    private static Value State(Graph graph, string name, Tensor first) => graph.AddNamedInitializer(name, first);

    private static void Next(Value next, string state) => next.Graph.AddOutput(next, state + TrainingForm.NextSuffix);
}
