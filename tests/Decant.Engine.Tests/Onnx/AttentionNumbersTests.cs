using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Tests.Shared;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Attention whose right numbers follow from the formula by hand, with both kernel sets.</summary>
public sealed class AttentionNumbersTests
{
    public static TheoryData<string> Kernels => ["managed", "reference"];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_query_that_sees_no_key_gives_zeros(string kernels)
    {
        // The first query sees both keys, whose products are equal; the second sees none.
        var model = Model(
            23,
            "y",
            Input("q", 1, 1, 2, 1),
            Input("v", 1, 1, 2, 1),
            TensorFormat.Write("mask", Tensor.From<bool>([true, true, false, false], 2, 2)),
            Node("Attention", "q q v mask", "y")
        );
        Assert.Equal(
            [5, 0],
            Run(model, kernels, ("q", Tensor.From<float>([0, 0], 1, 1, 2, 1)), ("v", Tensor.From<float>([2, 8], 1, 1, 2, 1)))
                .Span<float>()
                .ToArray()
        );
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_query_that_sees_no_key_gives_zeros_after_fusing_and_no_gradient(string kernels)
    {
        var model = Model(
            23,
            "y",
            Input("q", 1, 1, 2, 1),
            Input("v", 1, 1, 2, 1),
            Floats("mask", [2, 2], 0, 0, float.NegativeInfinity, float.NegativeInfinity),
            Node("Attention", "q q v mask", "y")
        );
        var graph = FuseAttention.Run(Read(model));
        Assert.Single(graph.Nodes, node => node.Operator is ScaledDotProductAttention);
        var (q, v) = (graph["q"], graph["v"]);
        foreach (var (name, slope) in new[] { "dq", "dv" }.Zip(graph.Outputs[0].ReduceSum().Differentiate([q, v])))
        {
            graph.AddOutput(graph.Add(new Identity(), slope), name);
        }

        var results = GraphRun.Of(
            graph,
            new Dictionary<string, Tensor>
            {
                ["q"] = Tensor.From<float>([0, 0], 1, 1, 2, 1),
                ["v"] = Tensor.From<float>([2, 8], 1, 1, 2, 1),
            },
            kernels
        );
        Assert.Equal([5, 0], results["y"].Span<float>().ToArray());
        Assert.Equal([0, 0], results["dq"].Span<float>().ToArray());
        Assert.Equal([0.5f, 0.5f], results["dv"].Span<float>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_causal_query_counts_back_from_the_last_valid_key(string kernels)
    {
        // Two queries, four keys of which three are valid: the first query sees two, the second three. All products are 0, so y is the mean
        // of the values seen.
        var model = Model(
            24,
            "y",
            Input("q", 1, 1, 2, 1),
            Input("k", 1, 1, 4, 1),
            Input("v", 1, 1, 4, 1),
            Longs("valid", 3),
            Node("Attention", "q k v - - - valid", "y", Int("is_causal", 1))
        );
        var y = Run(
            model,
            kernels,
            ("q", Tensor.From<float>([0, 0], 1, 1, 2, 1)),
            ("k", Tensor.From<float>([1, 1, 1, 1], 1, 1, 4, 1)),
            ("v", Tensor.From<float>([1, 3, 8, 100], 1, 1, 4, 1))
        );
        Assert.Equal([2, 4], y.Span<float>().ToArray());
    }

    [Theory]
    [InlineData(0, new float[] { 3, 6 })] // q·k
    [InlineData(1, new float[] { 1.810297f, 1.990109f })] // 2·tanh(q·k / 2)
    [InlineData(2, new float[] { 2.810297f, 0.990109f })] // with the mask
    [InlineData(3, new float[] { 0.860588f, 0.139412f })] // softmax
    public void The_products_of_attention_are_given_after_the_step_that_is_asked_for(int mode, float[] expected)
    {
        var model = Model(
            23,
            "p",
            Input("q", 1, 1, 1, 1),
            Input("k", 1, 1, 2, 1),
            Floats("mask", [1, 2], 1, -1),
            Node("Attention", "q k k mask", "y", Float("scale", 1), Float("softcap", 2), Int("qk_matmul_output_mode", mode))
        );
        model.Graph.Node[0].Output.Add(["", "", "p"]);
        var p = Run(model, "managed", ("q", Tensor.From<float>([3], 1, 1, 1, 1)), ("k", Tensor.From<float>([1, 2], 1, 1, 2, 1)));
        TensorAssert.Close(Tensor.From<float>(expected, 1, 1, 1, 2), p, 1e-5);
    }

    private static Tensor Run(ModelProto model, string kernels, params (string Name, Tensor Numbers)[] inputs) =>
        GraphRun.Of(Read(model), inputs.ToDictionary(input => input.Name, input => input.Numbers), kernels)[model.Graph.Output[0].Name];
}
