using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Passes;

public sealed class FuseLayerNormalizationTests
{
    private static readonly Dictionary<string, Func<Value, Value, Value, Value>> s_forms = new()
    {
        ["quotient"] = (x, scale, bias) => (Centred(x) / Deviation(Centred(x)) * scale) + bias,
        ["reciprocal"] = (x, scale, bias) => bias + (scale * (Deviation(Centred(x)).Reciprocal() * Centred(x))),
        ["one over the deviation"] = (x, scale, bias) => (Centred(x) * (1 / Deviation(Centred(x))) * scale) + bias,
        ["power"] = (x, scale, bias) =>
            (Centred(x) / ((Centred(x).Pow(2).ReduceMean([2], keepDimensions: true) + 1e-5).Sqrt()) * scale) + bias,
    };

    public static TheoryData<string> Forms => [.. s_forms.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_way_to_write_it_becomes_one_operator_with_the_same_answers_and_derivatives(string form)
    {
        var graph = Build(s_forms[form]);
        var fused = FuseLayerNormalization.Run(graph);
        var norm = Assert.IsType<LayerNormalization>(Assert.Single(fused.Nodes).Operator);
        Assert.Equal(-1, norm.Axis);
        Assert.Equal(1e-5, norm.Epsilon, 1e-9);
        Formulas.Same(graph, fused);
    }

    [Fact]
    public void Without_scale_and_bias_it_is_one_operator_too()
    {
        var graph = Build((x, _, _) => Centred(x) / Deviation(Centred(x)));
        var fused = FuseLayerNormalization.Run(graph);
        Assert.IsType<LayerNormalization>(Assert.Single(fused.Nodes).Operator);
        Formulas.Same(graph, fused);
    }

    [Fact]
    public void A_factor_of_another_shape_stays_behind_it()
    {
        var graph = Build((x, scale, bias) => (Centred(x) / Deviation(Centred(x)) * scale.Reshape(new Shape(1, 7))) + bias);
        var fused = FuseLayerNormalization.Run(graph);
        Assert.Contains(fused.Nodes, node => node.Operator is Mul);
        Formulas.Same(graph, fused);
    }

    [Fact]
    public void A_hint_inside_the_formula_keeps_its_name_and_numbers()
    {
        var graph = Build(s_forms["quotient"]);
        graph.AddOutput(graph.Nodes.First(node => node.Operator is Div).Outputs[0], "standardised");
        var fused = FuseLayerNormalization.Run(graph);
        Assert.Equal(["y", "standardised"], fused.Outputs.Select(output => output.Name));
        Formulas.Same(graph, fused);
    }

    [Fact]
    public void A_mean_over_another_axis_is_another_formula()
    {
        var graph = Build(
            (x, scale, bias) =>
                ((x - x.ReduceMean([1], keepDimensions: true)) / Deviation(x - x.ReduceMean([1], keepDimensions: true)) * scale) + bias
        );
        Assert.DoesNotContain(FuseLayerNormalization.Run(graph).Nodes, node => node.Operator is LayerNormalization);
    }

    private static Value Centred(Value x) => x - x.ReduceMean([-1], keepDimensions: true);

    private static Value Deviation(Value centred) => ((centred * centred).ReduceMean([-1], keepDimensions: true) + 1e-5).Sqrt();

    private static Graph Build(Func<Value, Value, Value, Value> form)
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape("N", 4, 7));
        graph.AddOutput(
            form(x, graph.AddInput("scale", ElementType.Float32, new Shape(7)), graph.AddInput("bias", ElementType.Float32, new Shape(7))),
            "y"
        );
        return graph;
    }
}
