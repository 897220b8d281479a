using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// An operator and element-wise operators next to it, as one: y = Chain(Producer(Before(x), ..)). Inputs: the producer's, of which the
/// first goes through <see cref="Before"/>; then the other operands of the links, in order. Outputs: the producer's, of which the first has
/// gone through <see cref="Chain"/>; then what links keep, in order. It belongs to the plan of a computation: files never hold it.
/// </summary>
/// <param name="Producer">What computes.</param>
/// <param name="Arity">How many of the inputs are the producer's.</param>
/// <param name="Chain">What is applied to every element of the producer's first output, one after another.</param>
internal sealed record Fused(Operator Producer, int Arity, params IReadOnlyList<FusedLink> Chain) : Operator
{
    /// <summary>What is applied to every element of the producer's first input, one after another.</summary>
    public IReadOnlyList<FusedLink> Before { get; init; } = [];

    /// <inheritdoc/>
    public override string Name =>
        string.Join('+', Before.Select(link => link.Operator.Name).Append(Producer.Name).Concat(Chain.Select(link => link.Operator.Name)));

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override bool IsDifferentiable => Producer.IsDifferentiable;

    /// <inheritdoc/>
    internal override Operator Core => Producer;

    private IEnumerable<FusedLink> Links => Before.Concat(Chain);

    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => Producer.Order(node);

    /// <inheritdoc/>
    public override bool IsImage(bool isOutput, int index) =>
        !isOutput && index >= Arity ? Producer.IsImage(true, 0) : Producer.IsImage(isOutput, index);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        if (Links.FirstOrDefault(link => link.Operator is not (ElementwiseUnary or ElementwiseBinary)) is { } other)
        {
            throw Error($"expected element-wise operators next to {Producer.Name}, received {other.Operator.Name}.");
        }

        var operands = Links.Count(link => link.HasOperand);
        if (Arity < 1 || inputs.Count != Arity + operands || inputs.Skip(Arity).Contains(null))
        {
            throw Error(
                $"expected {Arity} inputs of {Producer.Name} and {operands} operands of what is next to it, received {inputs.Count} inputs."
            );
        }

        var outputs = Walk(inputs, (@operator, values) => [.. Absent(inputs[0]!.Graph, @operator, values)]);
        return [.. outputs.Select(value => new TensorType(value.Type, value.Shape))];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        Producer.Flops([.. inputs.Take(Arity)], outputs)
        + Before.Sum(link => link.Operator.Flops([inputs[0], inputs[0]], [inputs[0]!]))
        + Chain.Sum(link => link.Operator.Flops([outputs[0], outputs[0]], [outputs[0]]));

    /// <summary>The chain rule, by the rules of the parts.</summary>
    /// <exception cref="DecantException">A rule reads what the parts hand on and do not keep.</exception>
    public override IReadOnlyList<Value?> Gradient(Node node, IReadOnlyList<Value?> gradients)
    {
        // Every value between the parts has a place; values of the graph are in some of the places.
        var graph = node.Graph;
        Value?[] inputs = [.. node.Inputs.Select(input => input is null ? null : Absent(graph, input.Type, input.Shape))];
        var parts = new List<(Operator Operator, Value?[] Inputs, Value[] Outputs)>();
        var outputs = Walk(inputs, (@operator, values) =>
        {
            parts.Add((@operator, values, [.. Absent(graph, @operator, values)]));
            return parts[^1].Outputs;
        });
        var present = inputs
            .Zip(node.Inputs)
            .Concat(outputs.Zip(node.Outputs, (place, value) => ((Value?)place, (Value?)value)))
            .Where(pair => pair.Item1 is not null)
            .ToDictionary(pair => pair.Item1!, pair => pair.Item2!);
        var slopes = outputs.Zip(gradients).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
        var before = graph.Nodes.Count;
        foreach (var part in Enumerable.Reverse(parts))
        {
            if (!part.Operator.IsDifferentiable || !slopes.ContainsKey(part.Outputs[0]))
            {
                continue;
            }

            var apart = new Node(graph, node.Name, part.Operator, [.. part.Inputs.Select(In)])
            {
                Outputs = [.. part.Outputs.Select(output => In(output)!)],
            };
            var downstream = part.Operator.Gradient(apart, [.. part.Outputs.Select(slopes.GetValueOrDefault)]);
            for (var k = 0; k < downstream.Count; k++)
            {
                if (part.Inputs[k] is { } place && downstream[k] is { } slope)
                {
                    slopes[place] = slopes.TryGetValue(place, out var sum) ? sum + slope : slope;
                }
            }
        }

        var missing = parts.SelectMany(part => part.Outputs).Where(place => !present.ContainsKey(place)).ToHashSet();
        return graph.Nodes.Skip(before).SelectMany(added => added.Inputs).Any(input => input is not null && missing.Contains(input))
            ? throw Error(
                $"the derivative of '{node.Outputs[0].Name}' needs what is not kept between its parts. "
                    + $"Differentiate the graph before it is fused."
            )
            : [.. inputs.Select(place => place is null ? null : slopes.GetValueOrDefault(place))];

        Value? In(Value? place) => place is null ? null : present.GetValueOrDefault(place, place);
    }

    /// <summary>The same as nodes of their own.</summary>
    /// <param name="graph">The graph that gets the nodes.</param>
    /// <param name="inputs">The inputs, of that graph.</param>
    /// <returns>The outputs.</returns>
    public IReadOnlyList<Value> Apart(Graph graph, IReadOnlyList<Value?> inputs) =>
        Walk(inputs, (@operator, values) => graph.AddNode(@operator, values).Outputs);

    // Applies the parts in order; gives the outputs.
    private IReadOnlyList<Value> Walk(IReadOnlyList<Value?> inputs, Func<Operator, Value?[], IReadOnlyList<Value>> apply)
    {
        var next = Arity;
        var kept = new List<Value>();
        Value?[] taken = [.. inputs.Take(Arity)];
        foreach (var link in Before)
        {
            taken[0] = Apply(link, taken[0]!);
            kept.AddRange(link.Keeps ? [taken[0]!] : []);
        }

        Value[] outputs = [.. apply(Producer, taken)];
        foreach (var link in Chain)
        {
            kept.AddRange(link.Keeps ? [outputs[0]] : []);
            outputs[0] = Apply(link, outputs[0]);
        }

        return [.. outputs, .. kept];

        Value Apply(FusedLink link, Value x)
        {
            var y = apply(link.Operator, link.Inputs(x, link.HasOperand ? inputs[next++] : null))[0];
            return y.Type == x.Type && y.Shape.Equals(x.Shape)
                ? y
                : throw Error(
                    $"expected {link.Operator.Name} to leave {x.Type}{x.Shape} of {Producer.Name} its type and "
                        + $"shape, received {y.Type}{y.Shape}."
                );
        }
    }

    private static IEnumerable<Value> Absent(Graph graph, Operator @operator, Value?[] inputs) =>
        @operator.Infer(inputs).Select(type => Absent(graph, type.Type, type.Shape));

    private static Value Absent(Graph graph, ElementType type, Shape shape) => new(graph, "", type, shape, null, null);
}
