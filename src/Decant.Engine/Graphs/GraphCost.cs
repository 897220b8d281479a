namespace Decant.Engine.Graphs;

/// <summary>What a graph costs, by its operators' own accounts.</summary>
internal static class GraphCost
{
    /// <summary>Floating-point operations of one run, such as of one sample; a multiply-add counts as two.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="sizes">Values of named sizes; those that are not here are 1.</param>
    public static double Flops(Graph graph, IReadOnlyDictionary<string, int>? sizes = null) => graph.Nodes.Sum(node => Flops(node, sizes));

    /// <summary>Floating-point operations of one node, likewise.</summary>
    /// <param name="node">A node.</param>
    /// <param name="sizes">Values of named sizes; those that are not here are 1.</param>
    public static double Flops(Node node, IReadOnlyDictionary<string, int>? sizes = null) =>
        node.Operator.Flops(
            [.. node.Inputs.Select(input => input is null ? null : Sizes(input, sizes))],
            [.. node.Outputs.Select(output => Sizes(output, sizes))]
        );

    /// <summary>Numbers that training changes.</summary>
    public static long Parameters(Graph graph) =>
        graph.Initializers.Where(value => graph.Parameters.Contains(value.Name)).Sum(value => value.Data!.Count);

    private static int[] Sizes(Value value, IReadOnlyDictionary<string, int>? sizes) =>
        [
            .. value.Shape.Select(size =>
                sizes is null || size.IsStatic
                    ? (int)size.Factor
                    : (int)size.Names().Aggregate(size.Factor, (product, name) => product * sizes.GetValueOrDefault(name, 1))
            ),
        ];
}
