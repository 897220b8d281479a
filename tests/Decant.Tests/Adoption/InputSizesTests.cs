using Decant.Adoption;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Tests.Adoption;

public sealed class InputSizesTests
{
    [Theory]
    [InlineData(false, "[N, 6, 2]")]
    [InlineData(true, "[N, S, 2]")]
    public void The_first_rows_of_a_table_follow_the_length_that_the_input_is_given(bool isNamed, string expected)
    {
        var graph = new Graph("positions");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("batch", "T", 2));
        var table = graph.AddInitializer("table", new Tensor(ElementType.Float32, 10, 2));
        graph.AddOutput(x + graph.Add(new Slice([0], [long.MaxValue], [0]) { Length = "T" }, table), "y");

        Assert.Equal(expected, InputSizes.Change(graph, new Shape("N", isNamed ? "S" : 6, 2))["y"].Shape.ToString());
    }
}
