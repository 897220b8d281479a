using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Adoption;

/// <summary>
/// Which numbers of a file from elsewhere training may change: weights, biases, scales, tables. ONNX does not say it. Running statistics, masks,
/// single numbers and what is added to the input before the first layer are none.
/// </summary>
internal static class TrainableParameters
{
    // A mask adds this or less to what must not be seen.
    private const float Masking = -1e4f;

    /// <summary>Marks them, unless the file says itself which they are.</summary>
    public static void Mark(Graph network)
    {
        if (network.Parameters.Count > 0)
        {
            return;
        }

        var learnt = new HashSet<Value>();
        foreach (var node in network.Nodes)
        {
            foreach (var parameter in Parameters(node, learnt))
            {
                network.Parameters.Add(parameter.Name);
                learnt.Add(parameter);
            }

            if (node.Inputs.Any(input => input is not null && learnt.Contains(input)))
            {
                learnt.UnionWith(node.Outputs);
            }
        }
    }

    private static IEnumerable<Value> Parameters(Node node, HashSet<Value> learnt) => node.Operator switch
    {
        Conv or ConvTranspose or Gemm or MatMul => Numbers(node.Inputs),
        BatchNormalization => Numbers(node.Inputs.Skip(1).Take(2)),
        Gather => Numbers(node.Inputs.Take(1)),
        Add or Sub or Mul or Div when node.Inputs.Any(input => learnt.Contains(input!)) => Numbers(node.Inputs).Where(value => value.Data!.Count > 1 && !IsMask(value.Data)),
        _ => [],
    };

    private static IEnumerable<Value> Numbers(IEnumerable<Value?> inputs) => inputs.OfType<Value>().Where(value => value is { IsInitializer: true, Type: ElementType.Float32 });

    private static bool IsMask(Tensor data) => data.Span<float>().IndexOfAnyInRange(float.NegativeInfinity, Masking) >= 0;
}
