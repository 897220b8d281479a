using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>
/// Which numbers and sizes are known while a graph is read: constants, what follows from them, and what a run is asked for.
/// </summary>
internal sealed class KnownNumbers
{
    // From one whole number to the next: Cast -> Mul -> Floor -> Cast.
    private const int NodesBetweenSizes = 16;

    // Elements in what is taken for a list of sizes, and the largest size in its shape.
    private const int MostOfSizes = 64;

    private readonly Graph _graph;
    private readonly FileConstants _constants;
    private readonly FileNames _names;
    private readonly ReadingBudget _budget;
    private readonly IRunningNetwork? _running;
    private readonly Dictionary<Value, Tensor> _computed = [];
    private readonly Dictionary<Value, Value> _settled = [];
    private readonly HashSet<Value> _ofSizes = [];
    private readonly SizeArithmetic _sizes;

    /// <summary>Knows the constants of a file.</summary>
    /// <param name="graph">The graph that grows.</param>
    /// <param name="constants">The file's constants.</param>
    /// <param name="names">The file's names.</param>
    /// <param name="budget">Counts what is computed.</param>
    /// <param name="running">Computes what no constant is; null where the graph is read before it runs.</param>
    public KnownNumbers(Graph graph, FileConstants constants, FileNames names, ReadingBudget budget, IRunningNetwork? running)
    {
        (_graph, _constants, _names, _budget, _running) = (graph, constants, names, budget, running);
        _sizes = new SizeArithmetic(value => ConstantEvaluation.Of(value, NumbersOf, budget, NodesBetweenSizes));
    }

    /// <summary>Whether an answer was computed from values, which perhaps nothing else needs.</summary>
    public bool IsComputed { get; private set; }

    /// <summary>The numbers of a name, if they are known when the graph is made.</summary>
    public Tensor? ConstantOf(string name)
    {
        if ((_graph.Find(name)?.Data ?? _constants.Find(name)) is { } data)
        {
            return data;
        }

        if (_graph.Find(name) is not { } value)
        {
            return null;
        }

        if (
            !_computed.TryGetValue(value, out var computed)
            && (_sizes.NumbersOf(value) ?? ConstantEvaluation.Of(value, NumbersOf, _budget)) is { } fresh
        )
        {
            computed = _computed[value] = fresh;
        }

        IsComputed |= computed is not null;
        return computed;
    }

    /// <summary>The numbers of a name, also where they must be computed from the inputs; null while the network is not run.</summary>
    /// <param name="name">A name.</param>
    /// <param name="further">Names of values that are needed next and are computed along with it.</param>
    public Tensor? NumbersOf(string name, params IEnumerable<string> further)
    {
        if (ConstantOf(name) is { } constant || _running is null || _graph.Find(name) is not { } value)
        {
            return ConstantOf(name);
        }

        _budget.SpendQuestion();
        var numbers = _running.Answer(
            value,
            [.. further.Select(_graph.Find).OfType<Value>().Where(other => other.Data is null)],
            NumbersOf
        );
        _budget.SpendNumbers(numbers.Count);
        IsComputed = true;
        return _computed[value] = numbers;
    }

    /// <summary>
    /// The value of a name, if there is one: numbers that come from known sizes alone, such as the factor 1/√D of attention, are constants.
    /// </summary>
    public Value? Find(string name)
    {
        if (
            _graph.Find(name) is not { } value
            || value.Data is not null
            || !value.Type.IsFloat()
            || !_ofSizes.Contains(value)
            || ConstantOf(name) is not { } numbers
        )
        {
            return _graph.Find(name);
        }

        if (!_settled.TryGetValue(value, out var settled))
        {
            settled = _settled[value] = _graph.AddNamedInitializer(_names.Fresh($"{name}/number"), numbers);
            _ofSizes.Add(settled);
        }

        return settled;
    }

    /// <summary>The value of a name, also where it is a number that no node has read as a value yet.</summary>
    /// <exception cref="DecantException">There is none.</exception>
    public Value ValueOf(string name) =>
        _graph.Find(name)
        ?? ConstantOf(name) switch
        {
            { } data => _graph.AddNamedInitializer(name, data),
            null => _graph[name],
        };

    /// <summary>The sizes that a value lists, names of sizes included; null if they depend on numbers.</summary>
    public IReadOnlyList<Dimension>? SizesOf(string name)
    {
        if (ConstantOf(name) is { Type: ElementType.Int64 } constant)
        {
            return constant.Count <= DimensionText.MostAxes
                ? [.. constant.Span<long>().ToArray().Select(size => new Dimension(size, ""))]
                : throw new DecantException($"a value has at most {DimensionText.MostAxes} axes, '{name}' lists {constant.Count} sizes.");
        }

        var sizes = _graph.Find(name) is { } value ? _sizes.Of(value) : null;
        IsComputed |= sizes is not null;
        return sizes;
    }

    /// <summary>Notes which values depend on sizes and a few constants alone.</summary>
    /// <param name="isOfSizes">Whether the nodes themselves read sizes.</param>
    /// <param name="from">The first node of the graph that is new.</param>
    public void FollowSizes(bool isOfSizes, int from)
    {
        foreach (
            var node in _graph
                .Nodes.Skip(from)
                .Where(node =>
                    node.Outputs.All(output =>
                        output.Shape.Rank <= 2 && output.Shape.All(size => size.IsStatic && size.Factor <= MostOfSizes)
                    )
                )
        )
        {
            var inputs = node.Inputs.OfType<Value>();
            if (
                isOfSizes
                || (
                    inputs.Any(_ofSizes.Contains)
                    && inputs.All(input => _ofSizes.Contains(input) || input.Data is { Count: <= MostOfSizes })
                )
            )
            {
                _ofSizes.UnionWith(node.Outputs);
            }
        }
    }

    private Tensor? NumbersOf(Value value) => value.Data ?? _computed.GetValueOrDefault(value) ?? _sizes.NumbersOf(value);
}
