using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;
using Decant.Engine.Tests.Kernels;

namespace Decant.Engine.Tests.Passes;

public sealed class FuseEpilogueTests
{
    private const int Inputs = 5;
    private const int Units = 19;

    private static readonly Dictionary<string, Func<Layer, Value>> s_forms = new()
    {
        ["bias"] = layer => layer.Product + layer.Bias,
        ["bias in front"] = layer => layer.Bias + layer.Product,
        ["ReLU"] = layer => (layer.Product + layer.Bias).Relu(),
        ["GELU"] = layer => (layer.Product + layer.Bias).Gelu(),
        ["residual"] = layer => layer.Residual + layer.Product,
        ["residual, then bias"] = layer => (layer.Product + layer.Residual) + layer.Bias,
        ["residual, bias and GELU"] = layer => (layer.Product + layer.Bias + layer.Residual).Gelu(),
        ["residual, reshape, ReLU"] = layer => (layer.Product + layer.Residual).Reshape(new Shape("N", 4 * Units)).Relu(),
    };

    public static TheoryData<string> Forms => [.. s_forms.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_product_takes_what_follows_it_and_gives_the_same_answers_and_derivatives(string form)
    {
        var graph = Build(s_forms[form]);
        foreach (var isTrained in new[] { true, false })
        {
            var fused = FuseEpilogue.Run(graph, isTrained);
            Assert.Single(fused.Nodes, node => node.Operator is not Reshape);
            Assert.Equal(["y"], fused.Outputs.Select(output => output.Name));
        }

        Formulas.Same(graph, FuseEpilogue.Run(graph, isTrained: true));
    }

    [Fact]
    public void A_clip_and_a_hard_swish_join_a_product_that_is_never_trained_again()
    {
        foreach (
            var form in new Func<Layer, Value>[] { layer => (layer.Product + layer.Bias).Clip(0, 6), layer => layer.Product.HardSwish() }
        )
        {
            var graph = Build(form);
            Assert.Single(FuseEpilogue.Run(graph, isTrained: false).Nodes, node => node.Operator is not Reshape);
            Assert.Contains(FuseEpilogue.Run(graph, isTrained: true).Nodes, node => node.Operator is Clip or HardSwish);
            Formulas.Same(graph, FuseEpilogue.Run(graph, isTrained: true));
        }
    }

    [Fact]
    public void Of_two_products_the_later_takes_the_other_as_residual()
    {
        var graph = Build(layer =>
            layer.Product
            + layer.Residual.Reshape(new Shape(new Dimension("N") * 4, Units)).MatMul(layer.Square).Reshape(layer.Residual.Shape)
        );
        var fused = FuseEpilogue.Run(JoinRows.Run(graph), isTrained: true);
        Assert.Equal(
            [(nameof(Gemm), 2), ("Gemm+Add", 3)],
            fused.Nodes.Where(node => node.Operator.Core is Gemm).Select(node => (node.Operator.Name, node.Inputs.Count))
        );
        Assert.DoesNotContain(fused.Nodes, node => node.Operator is Add);
        Formulas.Same(graph, fused);
    }

    [Fact]
    public void A_value_that_others_read_keeps_its_own_node_and_a_hint_its_name()
    {
        var graph = Build(layer => (layer.Product + layer.Bias).Gelu());
        graph.AddOutput(graph.Nodes.First(node => node.Operator is Add).Outputs[0], "hint");
        var fused = FuseEpilogue.Run(graph, isTrained: true);
        Assert.Contains(fused.Nodes, node => node.Operator is Gelu);
        Assert.Equal(["y", "hint"], fused.Outputs.Select(output => output.Name));
        Formulas.Same(graph, fused);

        var twice = Build(layer => layer.Product * layer.Product.Relu());
        Assert.Contains(FuseEpilogue.Run(twice, isTrained: true).Nodes, node => node.Operator is Relu);
    }

    [Fact]
    public void A_sum_with_a_column_or_behind_an_activation_stays()
    {
        Assert.Contains(FuseEpilogue.Run(Build(layer => layer.Product + layer.Column), isTrained: true).Nodes, node =>
            node.Operator is Add
        );
        Assert.Contains(FuseEpilogue.Run(Build(layer => layer.Product.Relu() + layer.Residual), isTrained: true).Nodes, node =>
            node.Operator is Add
        );
    }

    [Fact]
    public void A_frozen_graph_keeps_nothing_for_a_gradient()
    {
        var graph = Build(layer => (layer.Product + layer.Bias).Gelu());
        Assert.Equal(2, FuseEpilogue.Run(graph, isTrained: true).Nodes.Single(node => node.Operator.Core is Gemm).Outputs.Count);
        Assert.Single(FuseEpilogue.Run(graph, isTrained: false).Nodes.Single(node => node.Operator.Core is Gemm).Outputs);
    }

    [Theory]
    [InlineData("reference", 1e-5)]
    [InlineData("managed", 1e-4)]
    public void In_a_gradient_products_add_other_derivatives_and_take_the_slopes_of_activations(string kernels, double tolerance)
    {
        // x forks into two layers with activations; its derivative is the sum of three.
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape("N", 12));
        Value Weight(string name, int units, int inputs) =>
            graph.AddParameter(name, Sample.Floats((long)units * inputs, (ulong)units).View(0, units, inputs));
        var hidden = x.Linear(Weight("first", 12, 12)).Gelu();
        var y =
            hidden
            + hidden.Linear(Weight("wide", 30, 12)).Gelu().Linear(Weight("narrow", 12, 30))
            + hidden.Linear(Weight("other", 9, 12)).Relu().Linear(Weight("last", 12, 9));
        graph.AddOutput(y, "y");
        graph = PassLists.Forward.Run(graph);
        var loss = (graph["y"] * graph.AddInput("weight", ElementType.Float32, graph["y"].Shape)).ReduceSum();
        var parameters = graph.Initializers.Where(value => graph.Parameters.Contains(value.Name)).ToArray();
        foreach (var (parameter, gradient) in parameters.Zip(loss.Differentiate(parameters)))
        {
            graph.AddOutput(gradient, $"gradient/{parameter.Name}");
        }

        var plain = DeadCode.Remove(graph);
        var fused = FuseEpilogue.Run(plain, isTrained: false);
        Assert.Contains(plain.Nodes, node => node.Operator is GeluGradient);
        Assert.DoesNotContain(fused.Nodes, node => node.Operator is Add or GeluGradient or ReluGradient);
        var slopes = fused
            .Nodes.Select(node => (node.Operator as Fused)?.Chain[^1].Operator)
            .Where(last => last is ReluGradient or GeluGradient);
        Assert.Equal([nameof(GeluGradient), nameof(GeluGradient), nameof(ReluGradient)], slopes.Select(last => last!.Name).Order());

        var feeds = Networks.Feeds(plain, 7);
        var run = new GraphRun(plain, kernels)
        {
            Bounds = new Dictionary<string, int> { ["N"] = 7 },
            Poison = true,
        };
        var answers = (run with { Graph = fused }).Of(feeds);
        foreach (var (name, numbers) in run.Of(feeds))
        {
            Closeness.Check(name, numbers, answers[name], tolerance);
        }
    }

    private static Graph Build(Func<Layer, Value> form)
    {
        var graph = new Graph();
        Value Input(string name, params Dimension[] shape) => graph.AddInput(name, ElementType.Float32, new Shape(shape));
        var rows = Input("x", "N", 4, Inputs).Reshape(new Shape(new Dimension("N") * 4, Inputs));
        var product = graph.Add(new Gemm(TransposeB: true), rows, Input("w", Units, Inputs)).Reshape(new Shape("N", 4, Units));
        var y = form(new Layer(product, Input("b", Units), Input("r", "N", 4, Units), Input("s", Units, Units), Input("c", 4, 1)));
        graph.AddOutput(y, "y");
        return graph;
    }

    private sealed record Layer(Value Product, Value Bias, Value Residual, Value Square, Value Column);
}
