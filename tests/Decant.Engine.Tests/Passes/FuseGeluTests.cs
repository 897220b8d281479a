using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Passes;

public sealed class FuseGeluTests
{
    private static readonly Dictionary<string, Func<Value, Value>> s_forms = new()
    {
        ["x/2 first"] = x => x * 0.5 * ((x * Math.Sqrt(0.5)).Erf() + 1),
        ["a half first"] = x => 0.5 * x * (1 + (x / Math.Sqrt(2)).Erf()),
        ["a half last"] = x => x * (1 + (x / Math.Sqrt(2)).Erf()) * 0.5,
        ["half of the sum"] = x => x * ((1 + (x / Math.Sqrt(2)).Erf()) * 0.5),
        ["divided by two"] = x => (1 + (x / Math.Sqrt(2)).Erf()) * (x / 2),
    };

    public static TheoryData<string> Forms => [.. s_forms.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_way_to_write_it_becomes_one_operator_with_the_same_answers_and_derivatives(string form)
    {
        var graph = Build(s_forms[form]);
        var fused = FuseGelu.Run(graph);
        Assert.IsType<Gelu>(Assert.Single(fused.Nodes).Operator);
        Formulas.Same(graph, fused);
    }

    [Fact]
    public void A_similar_formula_stays()
    {
        Assert.DoesNotContain(FuseGelu.Run(Build(x => x * 0.4 * ((x / Math.Sqrt(2)).Erf() + 1))).Nodes, node => node.Operator is Gelu);
        Assert.DoesNotContain(FuseGelu.Run(Build(x => x * 0.5 * (x.Erf() + 1))).Nodes, node => node.Operator is Gelu);
        Assert.DoesNotContain(FuseGelu.Run(Build(x => x.Exp() * 0.5 * ((x / Math.Sqrt(2)).Erf() + 1))).Nodes, node =>
            node.Operator is Gelu
        );
    }

    [Fact]
    public void A_hint_inside_the_formula_keeps_its_name_and_numbers()
    {
        var graph = Build(s_forms["x/2 first"]);
        graph.AddOutput(graph.Nodes.First(node => node.Operator is Erf).Outputs[0], "erf");
        var fused = FuseGelu.Run(graph);
        Assert.Equal(["y", "erf"], fused.Outputs.Select(output => output.Name));
        Formulas.Same(graph, fused);
    }

    private static Graph Build(Func<Value, Value> form)
    {
        var graph = new Graph();
        graph.AddOutput(form(graph.AddInput("x", ElementType.Float32, new Shape("N", 19))), "y");
        return graph;
    }
}
