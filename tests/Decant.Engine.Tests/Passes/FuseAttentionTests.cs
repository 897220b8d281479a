using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Passes;

public sealed class FuseAttentionTests
{
    private const int T = 6,
        Heads = 2,
        D = 5;

    private static readonly Dictionary<string, Func<Parts, Value>> s_forms = new()
    {
        ["scaled products"] = x => (x.Q.MatMul(x.K.Transpose(0, 1, 3, 2)) * 0.5).Softmax().MatMul(x.V),
        ["divided products"] = x => (x.Q.MatMul(x.PositionsOfK.Transpose(0, 2, 3, 1)) / 2).Softmax(3).MatMul(x.V),
        ["scaled queries"] = x => (x.Q * 0.5).MatMul(x.K.Transposed()).Softmax().MatMul(x.V),
        ["both scaled"] = x => (x.Q * 0.5).MatMul(x.K.Transposed() * 2).Softmax().MatMul(x.V),
        ["a mask that is added"] = x => ((x.Q.MatMul(x.K.Transposed()) * 0.5) + x.Mask).Softmax().MatMul(x.V),
        ["a mask in front"] = x => (x.Mask + (x.Q.MatMul(x.K.Transposed()) * 0.5)).Softmax().MatMul(x.V),
        ["a choice"] = x => x.IsSeen.Where(x.Q.MatMul(x.K.Transposed()) * 0.5, x.Q.Constant(-3e38)).Softmax().MatMul(x.V),
        ["a choice the other way round"] = x =>
            x.IsSeen.Where(x.Q.Constant(double.NegativeInfinity), x.Q.MatMul(x.K.Transposed()) * 0.5).Softmax().MatMul(x.V),
        ["queries without a key"] = x =>
            WithoutKey(x.IsSeen.Where(x.Q.MatMul(x.K.Transposed()) * 0.5, x.Q.Constant(double.NegativeInfinity))).MatMul(x.V),
        ["causal"] = x => x.IsEarlier.Where(x.Q.MatMul(x.K.Transposed()) * 0.5, x.Q.Constant(-1e9)).Softmax().MatMul(x.V),
        ["a mark of dropout"] = x => (x.Q.MatMul(x.K.Transposed()) * 0.5).Softmax().Dropout(0).MatMul(x.V),
    };

    public static TheoryData<string> Forms => [.. s_forms.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_way_to_write_it_becomes_one_operator_that_reads_the_layers_own_order(string form)
    {
        var graph = Build(parts => s_forms[form](parts).Transpose(0, 2, 1, 3));
        var fused = FuseAttention.Run(graph);
        Assert.DoesNotContain(fused.Nodes, node => node.Operator is Transpose or MatMul or Softmax);
        var attention = Assert.Single(fused.Nodes.Select(node => node.Operator).OfType<ScaledDotProductAttention>());
        Assert.True(attention.PositionsFirst);
        Assert.Equal(form == "causal", attention.Causal);
        Formulas.Same(graph, fused);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_answer_that_is_read_as_heads_is_given_as_heads(string form)
    {
        var graph = Build(s_forms[form]);
        var fused = FuseAttention.Run(graph);
        Assert.Single(fused.Nodes, node => node.Operator is ScaledDotProductAttention);
        Formulas.Same(graph, fused);
    }

    [Fact]
    public void Heads_that_come_as_heads_stay_so()
    {
        var graph = new Graph();
        Value Input(string name) => graph.AddInput(name, ElementType.Float32, new Shape("N", Heads, T, D));
        graph.AddOutput((Input("q").MatMul(Input("k").Transposed()) * 0.5).Softmax().MatMul(Input("v")), "y");
        var fused = FuseAttention.Run(graph);
        Assert.False(Assert.IsType<ScaledDotProductAttention>(Assert.Single(fused.Nodes).Operator).PositionsFirst);
        Formulas.Same(graph, fused);
    }

    [Fact]
    public void Weights_that_a_hint_asks_for_stay()
    {
        var graph = Build(s_forms["scaled products"]);
        graph.AddOutput(graph.Nodes.First(node => node.Operator is Softmax).Outputs[0], "weights");
        var fused = FuseAttention.Run(graph);
        Assert.DoesNotContain(fused.Nodes, node => node.Operator is ScaledDotProductAttention);
        Assert.Equal(["y", "weights"], fused.Outputs.Select(output => output.Name));
    }

    [Theory]
    [InlineData(-1e4, false)]
    [InlineData(-1e9, false)]
    [InlineData(-3e38, true)]
    public void A_choice_is_a_sum_only_where_a_row_that_sees_nothing_stays_uniform(double instead, bool isFused)
    {
        var graph = Build(x => x.IsSeen.Where(x.Q.MatMul(x.K.Transposed()) * 0.5, x.Q.Constant(instead)).Softmax().MatMul(x.V));
        Assert.Equal(isFused, FuseAttention.Run(graph).Nodes.Any(node => node.Operator is ScaledDotProductAttention));
    }

    [Fact]
    public void A_scale_behind_the_mask_is_another_formula()
    {
        var graph = Build(x => ((x.Q.MatMul(x.K.Transposed()) + x.Mask) * 0.5).Softmax().MatMul(x.V));
        Assert.DoesNotContain(FuseAttention.Run(graph).Nodes, node => node.Operator is ScaledDotProductAttention);
    }

    // As a file's Attention is read: zeros where no score is finite.
    private static Value WithoutKey(Value scores)
    {
        var isWithout = scores.ReduceMax([-1], keepDimensions: true).IsEqualTo(scores.Constant(double.NegativeInfinity));
        return isWithout.Where(scores.Constant(0), isWithout.Where(scores.Constant(0), scores).Softmax());
    }

    private static Graph Build(Func<Parts, Value> form)
    {
        var graph = new Graph();
        Value Input(string name) => graph.AddInput(name, ElementType.Float32, new Shape("N", T, Heads, D));
        var (q, k, v) = (Input("q"), Input("k"), Input("v"));
        var earlier = new Tensor(ElementType.Bool, T, T);
        for (var i = 0; i < T * T; i++)
        {
            earlier.Bytes()[i] = (byte)(i % T <= i / T ? 1 : 0);
        }

        graph.AddOutput(
            form(
                new Parts(
                    q.Transpose(0, 2, 1, 3),
                    k.Transpose(0, 2, 1, 3),
                    k,
                    v.Transpose(0, 2, 1, 3),
                    graph.AddInput("mask", ElementType.Float32, new Shape("N", 1, 1, T)),
                    graph.AddInput("seen", ElementType.Bool, new Shape("N", 1, 1, T)),
                    graph.AddInitializer("earlier", earlier)
                )
            ),
            "y"
        );
        return graph;
    }

    private sealed record Parts(Value Q, Value K, Value PositionsOfK, Value V, Value Mask, Value IsSeen, Value IsEarlier);
}
