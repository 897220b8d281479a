using Decant.Engine.Graphs;

namespace Decant.Evaluation;

/// <summary>What the values of a graph take, before it is compiled.</summary>
internal static class GraphMemory
{
    /// <summary>
    /// Bytes of all values that each sample of a batch has, inputs included; more than a compiled graph needs, as it lets values share
    /// memory.
    /// </summary>
    /// <param name="network">A forward graph, whose first input is [N, ..].</param>
    public static double BytesPerSample(Graph network)
    {
        var batch = network.Inputs[0].Shape[0].Symbols;
        return network
            .Nodes.SelectMany(node => node.Outputs)
            .Where(value => value.Shape.Rank > 0 && value.Shape.All(size => size.IsStatic || size.Symbols == batch))
            .Sum(value => sizeof(float) * value.Shape.Aggregate(1.0, (product, size) => product * size.Factor));
    }
}
