using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Passes;

public sealed class FuseHardSwishTests
{
    private static readonly Dictionary<string, Func<Value, Value>> s_forms = new()
    {
        ["as ONNX defines it"] = x => x * ((x / 6) + 0.5).Clip(0, 1),
        ["the gate first"] = x => (0.5 + (x * (1 / 6.0))).Clip(0, 1) * x,
        ["the sixth last"] = x => x * (x + 3).Clip(0, 6) / 6,
        ["the sixth at the gate"] = x => x * ((x + 3).Clip(0, 6) / 6),
        ["the sixth first"] = x => x / 6 * (x + 3).Clip(0, 6),
    };

    public static TheoryData<string> Forms => [.. s_forms.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_way_to_write_it_becomes_one_operator_with_the_same_answers_and_derivatives(string form)
    {
        var graph = Build(s_forms[form]);
        var fused = FuseHardSwish.Run(graph);
        Assert.IsType<HardSwish>(Assert.Single(fused.Nodes).Operator);
        Formulas.Same(graph, fused);
    }

    [Fact]
    public void A_similar_formula_stays()
    {
        Assert.All(
            new Func<Value, Value>[]
            {
                x => x * ((x / 5) + 0.5).Clip(0, 1),
                x => x * ((x / 6) + 0.4).Clip(0, 1),
                x => x * ((x / 6) + 0.5).Clip(0, 2),
                x => x * ((x / 6) + 0.5).Clip(-1, 1),
                x => x.Exp() * ((x / 6) + 0.5).Clip(0, 1),
                x => x * (x + 3).Clip(0, 6) / 5,
            },
            form => Assert.DoesNotContain(FuseHardSwish.Run(Build(form)).Nodes, node => node.Operator is HardSwish)
        );
    }

    private static Graph Build(Func<Value, Value> form)
    {
        var graph = new Graph();
        graph.AddOutput(form(graph.AddInput("x", ElementType.Float32, new Shape("N", 19))), "y");
        return graph;
    }
}
