using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>
/// Gives a network another last layer with weights, for other classes than it was made for: same names, new numbers, normal with deviation
/// √(1/inputs), biases 0. What comes after it (a softmax, a pooling) stays.
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
        var layer = LastLayer(answer, old);
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

    private static (Node Node, Value Weight, int Axis, IEnumerable<Value> Others) LastLayer(Value answer, int size)
    {
        var biases = new List<Value>();
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
                case Softmax
                or LogSoftmax
                or Sigmoid
                or Identity
                or Reshape
                or Flatten
                or Squeeze
                or Cast
                or GlobalAveragePool
                or AveragePool
                or ReduceMean
                or Relu:
                    break;
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
        var stream = new RandomStream(seed, $"head/{weight.Name}");
        var deviation = Math.Sqrt((double)old / weight.Data!.Count);
        foreach (ref var number in data.Span<float>())
        {
            number = (float)(deviation * stream.NextNormal());
        }

        return new() { [weight] = data };
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
