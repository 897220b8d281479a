using Decant.Engine.Onnx.Format;
using Decant.Mutations.Bench;
using Google.Protobuf;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Files of a few bytes that ask for gigabytes or for ages while they are read.</summary>
[Collection(MeasuredTests.Name)]
public class ReadingBudgetTests
{
    private const string Numbers = "its constants are computed while the file is read";
    private const string Steps = "its loops, branches and functions are written out as nodes";

    [Fact]
    public void A_range_of_a_billion_is_refused() =>
        Refused(
            Numbers,
            Model(17, "y", Node("Range", "zero many one", "y"), Number("zero", 0), Number("many", 1_000_000_000), Number("one", 1))
        );

    [Fact]
    public void An_identity_of_a_hundred_thousand_rows_is_refused() =>
        Refused(Numbers, Model(17, "y", Input("x", 8_000, 8_000), Node("EyeLike", "x", "y")));

    [Fact]
    public void A_picture_enlarged_a_million_times_is_refused() =>
        Refused(
            Numbers,
            Model(
                17,
                "y",
                Input("x", 1, 1, 640, 640),
                Node("Resize", "x - scales", "y", Text("mode", "linear")),
                Floats("scales", [4], 1, 1, 1_000_000, 1)
            )
        );

    [Fact]
    public void A_shape_computed_from_a_billion_ones_is_refused() =>
        Refused(
            Numbers,
            Model(
                17,
                "y",
                Input("x", 2),
                Node("ConstantOfShape", "many", "ones"),
                Node("ReduceSum", "ones", "sum"),
                Node("Cast", "sum", "size", Int("to", 7)),
                Node("Reshape", "size shape", "sizes"),
                Node("Expand", "x sizes", "y"),
                Longs("many", 1_000_000_000),
                Longs("shape", 1)
            )
        );

    [Fact]
    public void Many_tables_are_refused_where_each_alone_would_not_be()
    {
        List<IMessage> parts = [Input("x", 2_000, 2_000)];
        parts.AddRange(Enumerable.Range(0, 20).Select(i => Node("EyeLike", "x", i == 19 ? "y" : $"y{i}")));

        Refused(Numbers, Model(17, "y", [.. parts]));
    }

    [Fact]
    public void Loops_in_loops_in_loops_are_refused()
    {
        var inner = Node("Relu", "x", "z");
        for (var depth = 0; depth < 4; depth++)
        {
            var body = new GraphProto
            {
                Node = { inner },
                Output =
                {
                    new ValueInfoProto { Name = "goes" },
                    new ValueInfoProto { Name = inner.Output[0] },
                },
            };
            body.Input.Add([new ValueInfoProto { Name = "i" }, new ValueInfoProto { Name = "goes" }, new ValueInfoProto { Name = "x" }]);
            inner = Node(
                "Loop",
                "thousand - x",
                $"z{depth}",
                new AttributeProto
                {
                    Name = "body",
                    Type = AttributeType.Graph,
                    G = body,
                }
            );
        }

        Refused(Steps, Model(17, "z3", Input("x", 2), Number("thousand", 1000), inner));
    }

    [Fact]
    public void Functions_that_call_the_next_ten_times_are_refused_though_the_last_is_empty()
    {
        var model = Model(17, "y", Input("x", 2), Call("f0"), Node("Relu", "x", "y"));
        for (var i = 0; i < 20; i++)
        {
            var function = new FunctionProto { Domain = "own", Name = $"f{i}" };
            function.Node.Add(Enumerable.Range(0, i < 19 ? 10 : 0).Select(_ => Call($"f{i + 1}")));
            model.Functions.Add(function);
        }

        Refused(Steps, model);

        static NodeProto Call(string name) => new() { OpType = name, Domain = "own" };
    }

    [Fact]
    public void A_function_that_calls_itself_is_refused()
    {
        var model = Model(
            17,
            "y",
            Input("x", 2),
            new NodeProto
            {
                OpType = "f",
                Domain = "own",
                Input = { "x" },
                Output = { "y" },
            }
        );
        model.Functions.Add(
            new FunctionProto
            {
                Domain = "own",
                Name = "f",
                Input = { "a" },
                Output = { "b" },
                Node =
                {
                    new NodeProto
                    {
                        OpType = "f",
                        Domain = "own",
                        Input = { "a" },
                        Output = { "b" },
                    },
                },
            }
        );

        Refused("the function 'f' calls itself", model);
    }

    [Fact]
    public void Sizes_added_to_themselves_without_end_take_no_time()
    {
        var unknown = Input("x", 0);
        unknown.Type.TensorType.Shape.Dim[0].DimParam = "N";
        List<IMessage> parts = [unknown, Node("Shape", "x", "s0")];
        parts.AddRange(Enumerable.Range(0, 3000).Select(i => Node("Add", $"s{i} s{i}", $"s{i + 1}")));
        parts.Add(Node("Reshape", "x s3000", "y"));

        Refused("is computed when the model runs", Model(17, "y", [.. parts]));
    }

    [Fact]
    public void A_list_of_sizes_joined_with_itself_without_end_is_refused()
    {
        List<IMessage> parts = [Input("x", 2), Longs("s0", 1, 1)];
        parts.AddRange(Enumerable.Range(0, 24).Select(i => Node("Concat", $"s{i} s{i}", $"s{i + 1}", Int("axis", 0))));
        parts.Add(Node("Expand", "x s24", "y"));

        Refused("", Model(17, "y", [.. parts]));
    }

    [Fact]
    public void A_split_into_a_billion_parts_is_refused() =>
        Refused(
            "says 1000000000, but the node has 1 outputs",
            Model(18, "y", Input("x", 4), Node("Split", "x", "y", Int("num_outputs", 1_000_000_000)))
        );

    private static TensorProto Number(string name, long number) =>
        new()
        {
            Name = name,
            DataType = 7,
            Int64Data = { number },
        };

    private static void Refused(string reason, ModelProto model)
    {
        var reading = Reading.OfModel(model.ToByteArray());

        Assert.Null(reading.Fault);
        Assert.NotNull(reading.Refusal);
        Assert.Contains(reason, reading.Refusal, StringComparison.Ordinal);
        Assert.InRange(reading.Seconds, 0, 2);
        Assert.InRange(reading.Memory, 0, 512L << 20);
    }
}
