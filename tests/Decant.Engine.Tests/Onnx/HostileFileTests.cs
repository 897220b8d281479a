using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Randomness;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Damaged, contradictory and malicious files end in a sentence, at once and without taking memory.</summary>
public class HostileFileTests
{
    [Fact]
    public void An_empty_file_has_no_graph() =>
        Assert.Contains("Reading made.onnx: expected an ONNX model, found no graph", Refusal([]), StringComparison.Ordinal);

    [Fact]
    public void Every_truncation_is_refused_or_says_what_is_missing()
    {
        var bytes = Write(OperatorSamples.Make("Conv"));
        for (var length = 0; length < bytes.Length; length++)
        {
            // A cut between two entries leaves a file that is whole for protocol buffers: what it lost decides.
            Try(bytes[..length]);
        }

        Assert.Contains("the bytes do not form one. The file is damaged", Refusal(bytes[..(bytes.Length / 2)]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net.pt", "It seems to hold weights alone: 'decant convert' makes an ONNX file of them and their network.")]
    [InlineData("net.onnx", "The file is damaged, cut short or of another kind.")]
    public void A_file_of_weights_is_pointed_to_convert(string name, string expected)
    {
        var message = Assert.Throws<DecantException>(() => OnnxFile.Read(new MemoryStream([0x50, 0x4B, 3, 4, 0xFF, 0xFF]), name)).Message;
        Assert.EndsWith(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_no_model()
    {
        for (var i = 0; i < 500; i++)
        {
            var stream = new RandomStream(8, "noise").At((ulong)i);
            var bytes = new byte[1 + stream.NextInt32(300)];
            for (var k = 0; k < bytes.Length; k++)
            {
                bytes[k] = (byte)stream.NextInt32(256);
            }

            Refusal(bytes);
        }
    }

    [Fact]
    public void A_claim_of_two_gigabytes_is_not_believed()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Refusal([0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 1, 2, 3]); // field 7 (the graph), 2 GB long, then three bytes
        Refusal(
            Model(
                13,
                "w",
                new TensorProto
                {
                    Name = "w",
                    DataType = 1,
                    Dims = { 500_000_000 },
                    FloatData = { 1 },
                }
            )
        );
        Refusal(
            Model(
                13,
                "w",
                new TensorProto
                {
                    Name = "w",
                    DataType = 1,
                    Dims = { 2_000_000_000, 2_000_000_000, 2_000_000_000 },
                    FloatData = { 1 },
                }
            )
        );

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 10_000_000);
    }

    [Fact]
    public void Sizes_below_zero_are_refused() =>
        Assert.Contains(
            "tensor 'w' of sizes [-4]",
            Refusal(
                Model(
                    13,
                    "w",
                    new TensorProto
                    {
                        Name = "w",
                        DataType = 1,
                        Dims = { -4 },
                    }
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Graphs_in_graphs_without_end_are_refused()
    {
        byte[] graph = [];
        for (var depth = 0; depth < 5000; depth++)
        {
            graph = Field(1, Field(5, Field(6, graph))); // a graph's node's attribute's graph
        }

        Assert.Contains("the bytes do not form one. The file is damaged", Refusal(Field(7, graph)), StringComparison.Ordinal);

        static byte[] Field(int number, byte[] content)
        {
            using var stream = new MemoryStream();
            using var output = new CodedOutputStream(stream);
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
            output.Flush();
            return stream.ToArray();
        }
    }

    [Fact]
    public void A_circle_is_named_by_one_of_its_nodes() =>
        Assert.Contains(
            "the nodes form a circle: 'node of a' (Relu) waits for 'b'",
            Refusal(Model(13, "b", Node("Relu", "b", "a"), Node("Relu", "a", "b"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Nodes_out_of_order_are_put_in_order()
    {
        var graph = Read(Model(13, "c", Node("Exp", "b", "c"), Node("Neg", "a", "b"), Node("Abs", "x", "a"), Input("x", 2)));
        Assert.Equal(["a", "b", "c"], graph.Nodes.Select(node => node.Outputs[0].Name));
    }

    [Fact]
    public void A_name_that_is_defined_twice_is_refused()
    {
        Assert.Contains(
            "'y' is defined twice",
            Refusal(Model(13, "y", Input("x", 2), Node("Relu", "x", "y"), Node("Abs", "x", "y"))),
            StringComparison.Ordinal
        );
        Assert.Contains("'x' is defined twice", Refusal(Model(13, "x", Input("x", 2), Node("Relu", "x", "x"))), StringComparison.Ordinal);
        Assert.Contains("'x'", Refusal(Model(13, "x", Input("x", 2), Input("x", 2))), StringComparison.Ordinal);
        Assert.Contains(
            "'w' is defined twice",
            Refusal(Model(13, "w", Floats("w", [1], 1), Floats("w", [1], 1))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_value_that_nobody_computes_is_refused() =>
        Assert.Contains(
            "'node of y' (Relu) reads 'ghost', which is no input",
            Refusal(Model(13, "y", Node("Relu", "ghost", "y"))),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(29)]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_opset_outside_the_range_is_refused(int opset) =>
        Assert.Contains(
            $"expected opset 1 to 28, received {opset}",
            Refusal(Model(opset, "y", Input("x", 2), Node("Relu", "x", "y"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Unknown_operators_are_all_named_with_what_is_known()
    {
        var message = Refusal(Model(13, "y", Input("x", 2), Node("Softmaks", "x", "h"), Node("Foo", "h", "y")));

        Assert.Contains(
            "node 'node of h' (domain 'ai.onnx', opset 13): unknown operator 'Softmaks'; nearest: 'Softmax'; known: Abs, Acos,",
            message,
            StringComparison.Ordinal
        );
        Assert.EndsWith("Also unknown: Foo.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_that_nobody_understands_is_refused() =>
        Assert.Contains(
            "node 'node of y' (Relu, opset 13): the attribute 'slope' is not known here",
            Refusal(Model(13, "y", Input("x", 2), Node("Relu", "x", "y", Float("slope", 1)))),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_attribute_of_the_wrong_kind_is_refused() =>
        Assert.Contains(
            "the attribute 'axis' must be of kind Int, received Float",
            Refusal(Model(13, "y", Input("x", 2), Node("Softmax", "x", "y", Float("axis", 1)))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Constants_of_another_form_than_their_operator_takes_are_refused()
    {
        Assert.Contains(
            "expected boxes [N, boxes, 4] and scores [N, classes, boxes]",
            Refusal(
                Model(
                    11,
                    "y",
                    Floats("boxes", [1, 1, 3], 0, 0, 1),
                    Floats("scores", [1, 1, 1], 1),
                    Node("NonMaxSuppression", "boxes scores", "y")
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "expected boxes",
            Refusal(
                Model(
                    11,
                    "y",
                    Floats("boxes", [1, 1, 4], 0, 0, 1, 1),
                    Floats("scores", [1], 1),
                    Node("NonMaxSuppression", "boxes scores", "y")
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "expected a list of truths",
            Refusal(Model(11, "y", Input("x", 2), Floats("c", [2], 1, 0), Node("Compress", "x c", "y"))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "expected the starts and ends of 4 axes",
            Refusal(
                Model(
                    13,
                    "y",
                    Input("x", 1, 1, 2, 2),
                    Floats("r", [3], 0, 0, 1),
                    Floats("s", [4], 1, 1, 2, 2),
                    Node("Resize", "x r s", "y", Text("coordinate_transformation_mode", "tf_crop_and_resize"))
                )
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Missing_and_surplus_inputs_are_refused()
    {
        Assert.Contains(
            "expected 2 inputs, received 1",
            Refusal(Model(13, "y", Input("x", 2), Node("Add", "x", "y"))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "expected 2 inputs, received 2",
            Refusal(Model(13, "y", Input("x", 2), Node("Add", "- x", "y"))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "expected 1 inputs, received 2",
            Refusal(Model(13, "y", Input("x", 2), Node("Relu", "x x", "y"))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "input 1 is absent",
            Refusal(Model(13, "y", Input("x", 2), Node("Concat", "x - x", "y", Int("axis", 0)))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_shape_that_is_computed_when_the_model_runs_is_refused_with_the_way_out() =>
        Assert.Contains(
            "input 1 ('shape') is computed when the model runs",
            Refusal(Model(13, "y", Input("x", 2), InputOf(7, "shape", 1), Node("Reshape", "x shape", "y"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_output_that_is_not_known_here_may_be_declared_but_not_used()
    {
        ModelProto Normalized(string output) =>
            Model(
                9,
                output,
                Input("x", 1, 2, 4),
                Input("s", 2),
                Input("b", 2),
                Input("m", 2),
                Input("v", 2),
                Node("BatchNormalization", "x s b m v", "y mean")
            );
        Read(Normalized("y"));
        Assert.Contains("its output 1 ('mean') is used", Refusal(Normalized("mean")), StringComparison.Ordinal);
    }

    [Fact]
    public void Axes_that_multiply_without_end_are_refused()
    {
        // Every step squares the rank, or the name of the size, of the one before.
        var axes = new List<IMessage> { InputOf(7, "v0", 1, 1) };
        for (var i = 0; i < 40; i++)
        {
            axes.Add(Node("Gather", $"v{i} v{i}", $"v{i + 1}"));
        }

        Assert.Contains("at most 64 axes", Refusal(Model(13, "v40", [.. axes])), StringComparison.Ordinal);

        var unknown = Input("v0", 0);
        unknown.Type.TensorType.Shape.Dim[0].DimParam = "N";
        var names = new List<IMessage> { unknown };
        for (var i = 0; i < 40; i++)
        {
            names.AddRange(
                Node("Unsqueeze", $"v{i}", $"a{i}", Ints("axes", 0)),
                Node("Unsqueeze", $"v{i}", $"b{i}", Ints("axes", 1)),
                Node("Add", $"a{i} b{i}", $"c{i}"),
                Node("Reshape", $"c{i} flat", $"v{i + 1}")
            );
        }

        Assert.Contains("names of sizes", Refusal(Model(12, "v40", [.. names, Longs("flat", -1)])), StringComparison.Ordinal);
    }

    private static void Try(byte[] bytes)
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            Read(bytes);
        }
        catch (DecantException problem)
        {
            Assert.StartsWith("Reading made.onnx: ", problem.Message, StringComparison.Ordinal);
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 2);
    }
}
