using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Passes;

public sealed class JoinRowsTests
{
    [Fact]
    public void A_product_of_a_sequence_and_a_matrix_is_one_product_of_all_rows()
    {
        var graph = Build((x, w) => x.MatMul(w), 5, 7);
        var joined = JoinRows.Run(graph);
        Assert.Equal([typeof(Reshape), typeof(Gemm), typeof(Reshape)], joined.Nodes.Select(node => node.Operator.GetType()));
        Formulas.Same(graph, joined);
    }

    [Fact]
    public void A_matrix_that_is_turned_for_it_is_read_as_it_stands()
    {
        var graph = Build((x, w) => x.MatMul(w.Transpose(1, 0)), 7, 5);
        var joined = JoinRows.Run(graph);
        Assert.DoesNotContain(joined.Nodes, node => node.Operator is Transpose);
        Assert.True(joined.Nodes.Select(node => node.Operator).OfType<Gemm>().Single().TransposeB);
        Formulas.Same(graph, joined);
    }

    [Fact]
    public void A_product_of_two_sequences_stays()
    {
        var graph = Build((x, w) => x.MatMul(x.Transpose(0, 2, 1)), 5, 7);
        Assert.Contains(JoinRows.Run(graph).Nodes, node => node.Operator is MatMul);
    }

    private static Graph Build(Func<Value, Value, Value> form, int rows, int columns)
    {
        var graph = new Graph();
        graph.AddOutput(
            form(
                graph.AddInput("x", ElementType.Float32, new Shape("N", 3, 5)),
                graph.AddInput("w", ElementType.Float32, new Shape(rows, columns))
            ),
            "y"
        );
        return graph;
    }
}
