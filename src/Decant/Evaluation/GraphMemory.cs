using Decant.Data.Batches;
using Decant.Data.Fields;
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
    /// <param name="schema">What samples have: those that vary in length count at their longest. Null where none vary.</param>
    public static double BytesPerSample(Graph network, Schema? schema)
    {
        var sizes = FieldBinding.Bounds(1, schema);
        sizes[network.Inputs[0].Shape[0].Symbols] = 1;
        return network
            .Nodes.SelectMany(node => node.Outputs)
            .Where(value => value.Shape.Rank > 0 && value.Shape.All(size => size.Names().All(sizes.ContainsKey)))
            .Sum(value => sizeof(float) * value.Shape.Aggregate(1.0, (product, size) => product * size.Resolve(sizes)));
    }
}
