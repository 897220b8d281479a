namespace Decant.Engine.Graphs;

/// <summary>What a graph costs, by its operators' own accounts.</summary>
internal static class GraphCost
{
    /// <summary>Floating-point operations of one run with every named size 1, such as one sample; a multiply-add counts as two.</summary>
    /// <param name="graph">Any graph.</param>
    public static double Flops(Graph graph) => graph.Nodes.Sum(Flops);

    /// <summary>Floating-point operations of one node, likewise.</summary>
    /// <param name="node">A node.</param>
    public static double Flops(Node node) =>
        node.Operator.Flops([.. node.Inputs.Select(input => input is null ? null : Sizes(input))], [.. node.Outputs.Select(Sizes)]);

    /// <summary>Numbers that training changes.</summary>
    public static long Parameters(Graph graph) =>
        graph.Initializers.Where(value => graph.Parameters.Contains(value.Name)).Sum(value => value.Data!.Count);

    private static int[] Sizes(Value value) => [.. value.Shape.Select(size => (int)size.Factor)];
}
