using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Weights;

namespace Decant.Students.Weights;

/// <summary>What a row of numbers does in a layer.</summary>
internal enum WeightRole
{
    /// <summary>A matrix, a kernel, a table.</summary>
    Weight,

    /// <summary>What is added.</summary>
    Bias,

    /// <summary>The factor of a normalisation.</summary>
    Scale,

    /// <summary>The running mean of a normalisation.</summary>
    Mean,

    /// <summary>The running variance of a normalisation.</summary>
    Variance,
}

/// <summary>Numbers of a network that a weight file can fill.</summary>
/// <param name="Value">The initialiser.</param>
/// <param name="Role">What it does.</param>
/// <param name="IsTransposed">Whether it is stored as [in, out], where PyTorch has [out, in].</param>
internal sealed record WeightPlace(Value Value, WeightRole Role, bool IsTransposed)
{
    /// <summary>Sizes in the order of the network.</summary>
    public IReadOnlyList<int> Sizes { get; } = Value.Data!.Dimensions.ToArray();

    /// <summary>The places of a network, in the order in which it uses them.</summary>
    /// <remarks>What a network of Decant's scales its input by is none: it belongs to the data.</remarks>
    public static IReadOnlyList<WeightPlace> Of(Graph network)
    {
        var places = new List<WeightPlace>();
        var seen = new HashSet<Value>();
        foreach (var node in network.Nodes)
        {
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                if (
                    node.Inputs[i] is { Data: not null, Shape.Rank: > 0 } value
                    && value.Type.IsFloat()
                    && IsFilled(network, node, value)
                    && seen.Add(value)
                )
                {
                    places.Add(
                        new WeightPlace(
                            value,
                            RoleOf(node, i),
                            i == 1 && value.Shape.Rank == 2 && node.Operator is MatMul or Gemm { TransposeB: false }
                        )
                    );
                }
            }
        }

        return places;
    }

    /// <summary>What a tensor of a file does, by its name.</summary>
    public static WeightRole RoleOf(StoredTensor tensor) =>
        tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..] switch
        {
            "bias" => WeightRole.Bias,
            "running_mean" => WeightRole.Mean,
            "running_var" => WeightRole.Variance,
            _ => tensor.Dimensions.Count == 1 ? WeightRole.Scale : WeightRole.Weight,
        };

    // A network from elsewhere does not say what was trained; there everything may be filled.
    private static bool IsFilled(Graph network, Node node, Value value) =>
        network.Parameters.Count == 0 || network.Parameters.Contains(value.Name) || node.Operator is BatchNormalization;

    private static WeightRole RoleOf(Node node, int input) =>
        (node.Operator, input) switch
        {
            (BatchNormalization, 1) => WeightRole.Scale,
            (BatchNormalization, 3) => WeightRole.Mean,
            (BatchNormalization, 4) => WeightRole.Variance,
            (BatchNormalization, _) or (_, 2) or (Add, _) => WeightRole.Bias,
            (Mul, _) => WeightRole.Scale,
            _ => WeightRole.Weight,
        };
}
