using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators;

public sealed class ElementwiseShapeTests
{
    [Fact]
    public void Shapes_that_do_not_fit_name_the_operator_both_values_and_the_way_out()
    {
        var graph = new Graph("shapes");
        var a = graph.AddInput("a", ElementType.Float32, new Shape("N", 3));
        var b = graph.AddInput("b", ElementType.Float32, new Shape("N", 4));

        Assert.Equal(
            "Mul: Shapes [N, 3] and [N, 4] do not fit together: sizes along axis 1 must be equal, or one of them 1. Received "
                + "a: Float32[N, 3] and b: Float32[N, 4]: reshape, transpose or unsqueeze one of them.",
            Assert.Throws<DecantException>(() => a * b).Message
        );
    }
}
