using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.Dynamic.DynamicModels;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx.Dynamic;

/// <summary>
/// Files that would never end, or grow beyond every bound, once they run: refused in a sentence, in little time, and nothing of them is
/// kept.
/// </summary>
[Collection(MeasuredTests.Name)]
public sealed class HostileDynamicTests
{
    [Fact]
    public void A_loop_whose_computed_condition_stays_true_is_refused() =>
        Refused(
            "its form depends on more than 256 values",
            Model(
                13,
                "y",
                Input("x", 2),
                Floats("limit", [], 1e30f),
                Node(
                    "Loop",
                    "- - x",
                    "y",
                    Body(
                        "body",
                        "i goes v",
                        "goes2 w",
                        Node("Sin", "v", "w"),
                        Node("ReduceSum", "w", "s", Int("keepdims", 0)),
                        Node("Less", "s limit", "goes2")
                    )
                )
            ),
            ("x", Numbers(2))
        );

    [Fact]
    public void A_loop_of_a_billion_rounds_that_an_input_asks_for_is_refused() =>
        Refused(
            "more than 1000 rounds",
            Model(
                13,
                "y",
                Input("x", 2),
                InputOf(7, "count"),
                Node(
                    "Loop",
                    "count - x",
                    "y",
                    Body("body", "i goes v", "goes2 w", Node("Sin", "v", "w"), Node("Identity", "goes", "goes2"))
                )
            ),
            ("x", Numbers(2)),
            ("count", Tensor.Scalar(1_000_000_000L))
        );

    [Fact]
    public void Loops_in_loops_that_inputs_ask_for_are_refused()
    {
        var inner = Node("Relu", "x", "z");
        for (var depth = 0; depth < 4; depth++)
        {
            inner = Node("Loop", "count - x", $"z{depth}", Body("body", "i goes x", $"goes {inner.Output[0]}", inner));
        }

        Refused(
            "would be more than 16,384",
            Model(17, "z3", Input("x", 2), InputOf(7, "count"), inner),
            ("x", Numbers(2)),
            ("count", Tensor.Scalar(900L))
        );
    }

    [Fact]
    public void A_condition_inside_a_condition_without_end_is_refused()
    {
        // A tree of depth 10 in the file; each round asks at every level.
        var node = Node("Abs", "v", "w");
        for (var depth = 0; depth < 10; depth++)
        {
            node = Node(
                "If",
                "c",
                "w",
                Body("then_branch", "", "w", Node("ReduceSum", "v", "s", Int("keepdims", 0)), Node("Greater", "s zero", "c"), node),
                Body("else_branch", "", "n", Node("Neg", "v", "n"))
            );
        }

        Refused(
            "its form depends on more than 256 values",
            Model(
                13,
                "y",
                Input("x", 2),
                InputOf(9, "first"),
                Floats("zero", [], 0),
                TensorOf("count", 900),
                Node(
                    "Loop",
                    "count - x",
                    "y",
                    Body(
                        "body",
                        "i goes v",
                        "goes2 w",
                        Node("Identity", "goes", "goes2"),
                        Node("ReduceSum", "v", "s0", Int("keepdims", 0)),
                        Node("Greater", "s0 zero", "c"),
                        node
                    )
                )
            ),
            ("x", Numbers(2)),
            ("first", Tensor.Scalar(true))
        );
    }

    [Theory]
    [InlineData(1L << 40, "sizes must be 0 to 2147483647")]
    [InlineData(2_000_000_000, "GB to compute in")]
    [InlineData(-5, "sizes must be 0 to 2147483647")]
    public void A_size_that_an_input_lies_about_is_refused(long size, string reason) =>
        Refused(
            reason,
            Model(
                13,
                "y",
                Input("x", 1),
                InputOf(7, "shape", 2),
                Node("Expand", "x shape", "e"),
                Node("Exp", "e", "f"),
                Node("ReduceSum", "f", "y")
            ),
            ("x", Numbers(1)),
            ("shape", Tensor.From<long>([1000, size]))
        );

    [Theory]
    [InlineData(2_000_000_000, 1)]
    [InlineData(2_000_000_000, 2_000_000_000)]
    public void An_answer_that_no_memory_holds_is_refused_before_any_is_set_aside(long rows, long columns) =>
        Refused(
            "Compile: graph 'made' needs",
            Model(13, "y", Input("x", 1), InputOf(7, "shape", 3), Node("Expand", "x shape", "y")),
            ("x", Numbers(1)),
            ("shape", Tensor.From<long>([1000, rows, columns]))
        );

    [Fact]
    public void Counting_up_to_what_an_input_says_is_refused() =>
        Refused(
            "at most 33,554,432 per file are allowed",
            Model(
                13,
                "y",
                InputOf(7, "to"),
                TensorOf("from", 0),
                TensorOf("by", 1),
                Node("Range", "from to by", "r"),
                Node("Cast", "r", "y", Int("to", 1))
            ),
            ("to", Tensor.Scalar(2_000_000_000L))
        );

    private void Refused(string reason, ModelProto model, params (string Name, Tensor Numbers)[] inputs)
    {
        using var network = DynamicNetwork.Read(new MemoryStream(model.ToByteArray()));
        var start = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < 2; round++)
        {
            Assert.Contains(reason, Assert.Throws<DecantException>(() => network.Run(Inputs(inputs))).Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, network.Plans);
        Assert.InRange((Environment.CpuUsage.TotalTime - start).TotalSeconds, 0, 8);
    }
}
