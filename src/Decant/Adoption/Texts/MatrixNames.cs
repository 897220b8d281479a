using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Adoption.Texts;

/// <summary>
/// Exporters transpose the matrix of a linear layer and give the result a number for a name, while its bias keeps its own. The matrix
/// gets a name like its bias's again, so that patterns (<c>encoder.layer.0.*</c>) and layers mean it, too.
/// </summary>
internal static class MatrixNames
{
    private const string Bias = ".bias";

    /// <summary>Names the parameters of a network that have a made-up name and a bias next to them.</summary>
    /// <param name="network">A forward graph; its parameters are renamed.</param>
    public static void Give(Graph network)
    {
        foreach (var node in network.Nodes.Where(node => node.Operator is Add))
        {
            foreach (var (bias, product) in new[] { (node.Inputs[0]!, node.Inputs[1]!), (node.Inputs[1]!, node.Inputs[0]!) })
            {
                if (
                    bias.IsInitializer
                    && bias.Name.EndsWith(Bias, StringComparison.Ordinal)
                    && product.Producer is { Operator: MatMul, Inputs: [_, { IsInitializer: true } matrix] }
                    && IsMadeUp(matrix.Name)
                    && $"{bias.Name[..^Bias.Length]}.weight" is var name
                    && network.Find(name) is null
                )
                {
                    network.Rename(matrix, name);
                }
            }
        }
    }

    // 953, onnx::MatMul_953, val_12
    private static bool IsMadeUp(string name) =>
        name.All(char.IsAsciiDigit)
        || name.StartsWith("onnx::", StringComparison.Ordinal)
        || name.StartsWith("val_", StringComparison.Ordinal);
}
