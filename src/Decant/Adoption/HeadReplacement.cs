using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>
/// Gives a network another last layer with weights, for other classes than it was made for: same names, new numbers, normal with deviation
/// √(1/inputs), biases 0. What comes after it (a softmax, a pooling) stays. A network whose answer is the mean of feature maps has none: it
/// gets one after that mean.
/// </summary>
internal static class HeadReplacement
{
    /// <summary>The network with the new layer.</summary>
    /// <param name="network">A forward graph.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="size">Numbers that it is to answer per sample.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <exception cref="DecantException">The last layer is of no kind that can be replaced.</exception>
    public static Graph Run(Graph network, Value answer, int size, ulong seed)
    {
        var old = (answer.Shape.Rank > 1 ? AnswerSearch.SizePerSample(answer) : null)
            ?? throw Refusal(answer, "its answer is no row of numbers per sample");
        if (LastLayer(answer, old) is not { } layer)
        {
            return Added(network, answer, old, size, seed);
        }

        var fresh = NewData(layer.Weight, layer.Axis, size, old, seed);
        foreach (var value in layer.Others)
        {
            fresh[value] = Resized(value.Data!, value.Shape.Rank - 1, size);
        }

        var rewriter = new Rewriter(network);
        foreach (var (value, data) in fresh)
        {
            var copy = rewriter.Target.AddNamedInitializer(value.Name, data);
            if (network.Parameters.Contains(value.Name))
            {
                rewriter.Target.Parameters.Add(value.Name);
            }

            rewriter.Replace(value, copy);
        }

        foreach (var node in network.Nodes)
        {
            rewriter.Copy(
                node,
                node.Operator is Reshape { Target: var target } reshape && target.Rank > 0 && Depends(node, layer.Node)
                    ? reshape with
                    {
                        Target = new Shape(target.Select(dimension => dimension == old ? size : dimension)),
                    }
                    : node.Operator
            );
        }

        return rewriter.Finish();
    }

    // A file that an exporter cut off before its last layer: the features keep their numbers, the new answer takes their name.
    private static Graph Added(Graph network, Value answer, int features, int size, ulong seed)
    {
        var rewriter = new Rewriter(network);
        foreach (var node in network.Nodes)
        {
            rewriter.Copy(node);
        }

        var graph = rewriter.Target;
        var maps = graph.Rename(rewriter[answer], $"{answer.Name}.features");
        var weight = new Tensor(ElementType.Float32, size, features);
        Fill(weight, 1.0 / features, new RandomStream(seed, "head/head.weight"));
        var fresh = maps.Reshape(new Shape(maps.Shape[0], features))
            .Linear(graph.AddParameter("head.weight", weight), graph.AddParameter("head.bias", new Tensor(ElementType.Float32, size)));
        rewriter.Replace(answer, fresh);
        graph.Rename(fresh, answer.Name);
        graph.Literals.UnionWith(network.Literals);
        return rewriter.Finish();
    }

    // Null where the answer is the mean of maps that no layer of its own makes.
    private static (Node Node, Value Weight, int Axis, IEnumerable<Value> Others)? LastLayer(Value answer, int size)
    {
        var (biases, isMean) = (new List<Value>(), false);
        for (
            var value = answer;
            value.Producer is { } node;
            value = node.Inputs[0] is { IsInitializer: false } first ? first : node.Inputs[1]!
        )
        {
            switch (node.Operator)
            {
                case Gemm gemm when node.Inputs[1] is { IsInitializer: true } weight:
                    return (node, weight, gemm.TransposeB ? 0 : 1, biases.Concat(Initializers(node.Inputs.Skip(2))));
                case MatMul when node.Inputs[1] is { IsInitializer: true, Shape.Rank: 2 } weight:
                    return (node, weight, 1, biases);
                case Conv { Group: 1 } when node.Inputs[1] is { IsInitializer: true } weight:
                    return (node, weight, 0, biases.Concat(Initializers(node.Inputs.Skip(2))));
                case Add:
                    biases.AddRange(Initializers(node.Inputs).Where(bias => bias.Shape.Rank > 0 && bias.Shape[^1] == size));
                    break;
                case GlobalAveragePool or AveragePool or ReduceMean:
                    isMean = true;
                    break;
                case Softmax or LogSoftmax or Sigmoid or Identity or Reshape or Flatten or Squeeze or Cast or Relu:
                    break;
                case var _ when isMean:
                    return null;
                default:
                    throw Refusal(answer, $"before it comes {node.Operator.Name} ('{node.Outputs[0].Name}')");
            }
        }

        throw Refusal(answer, "no layer with weights leads to it");
    }

    private static IEnumerable<Value> Initializers(IEnumerable<Value?> values) =>
        values.OfType<Value>().Where(value => value.IsInitializer);

    private static Dictionary<Value, Tensor> NewData(Value weight, int axis, int size, int old, ulong seed)
    {
        var data = Resized(weight.Data!, axis, size);
        Fill(data, (double)old / weight.Data!.Count, new RandomStream(seed, $"head/{weight.Name}"));
        return new() { [weight] = data };
    }

    private static void Fill(Tensor data, double variance, RandomStream stream)
    {
        var deviation = Math.Sqrt(variance);
        foreach (ref var number in data.Span<float>())
        {
            number = (float)(deviation * stream.NextNormal());
        }
    }

    private static Tensor Resized(Tensor data, int axis, int size)
    {
        var dimensions = data.Dimensions.ToArray();
        dimensions[axis] = size;
        return new Tensor(data.Type, dimensions);
    }

    private static bool Depends(Node node, Node on) =>
        node == on || node.Inputs.Any(input => input?.Producer is { } producer && Depends(producer, on));

    private static DecantException Refusal(Value answer, string reason) =>
        new(
            $"head: expected a network whose answer '{answer.Name}' comes from a fully connected layer or a "
                + $"convolution; {reason}. Name the value after its last layer with output-name."
        );
}
