using Decant.Engine.Graphs;
using Decant.Engine.Randomness;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Numbers for the inputs of a graph: those of a name are the same at every call.</summary>
internal static class RandomInputs
{
    /// <summary>Numbers for all inputs.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="unknown">What unknown sizes become.</param>
    public static Dictionary<string, Tensor> Of(Graph graph, int unknown)
    {
        var sizes = graph
            .Inputs.SelectMany(input => input.Shape)
            .SelectMany(size => size.Names())
            .Distinct()
            .ToDictionary(name => name, _ => unknown);
        return graph.Inputs.ToDictionary(
            input => input.Name,
            input => Numbers(input.Name, input.Type, [.. input.Shape.Select(size => size.Resolve(sizes))])
        );
    }

    /// <summary>Truth values, or numbers between −1 and 1.</summary>
    public static Tensor Numbers(string name, ElementType type, int[] sizes)
    {
        var stream = new RandomStream(1, name);
        var tensor = new Tensor(type, sizes);
        for (var i = 0; i < tensor.Count; i++)
        {
            switch (type)
            {
                case ElementType.Bool:
                    tensor.Bytes()[i] = (byte)stream.NextInt32(2);
                    break;
                case ElementType.Float64:
                    tensor.Span<double>()[i] = stream.NextDouble(-1, 1);
                    break;
                default:
                    tensor.Span<float>()[i] = (float)stream.NextDouble(-1, 1);
                    break;
            }
        }

        return tensor;
    }
}
