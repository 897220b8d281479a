using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Operators;
using Decant.Tests.Shared;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Operators as opsets 1 to 6 had them, which no runtime of today reads: each file is next to one that says the same in the words of a
/// later opset, by the standard's own list of changes. ONNX Runtime runs the later one.
/// </summary>
public class FirstOpsetTests
{
    internal static readonly Dictionary<string, (ModelProto Old, ModelProto Later)> Models = new()
    {
        ["Add, broadcast in the middle"] = Pair(
            6,
            [Input("x", 2, 3, 4), Input("b", 3)],
            [Node("Add", "x b", "y", Int("broadcast", 1), Int("axis", 1))],
            [Longs("s", 3, 1), Node("Reshape", "b s", "c"), Node("Add", "x c", "y")]
        ),
        ["Sub, broadcast at the front"] = Pair(
            6,
            [Input("x", 2, 3, 4), Input("b", 2, 3)],
            [Node("Sub", "x b", "y", Int("broadcast", 1), Int("axis", 0))],
            [Longs("s", 2, 3, 1), Node("Reshape", "b s", "c"), Node("Sub", "x c", "y")]
        ),
        ["Mul, broadcast at the end"] = Pair(
            6,
            [Input("x", 2, 3, 4), Input("b", 3, 4)],
            [Node("Mul", "x b", "y", Int("broadcast", 1))],
            [Node("Mul", "x b", "y")]
        ),
        ["Mul by one number"] = Pair(
            1,
            [Input("x", 2, 3), Input("b", 1)],
            [Node("Mul", "x b", "y", Int("broadcast", 1), Int("axis", 0), Ints("consumed_inputs", 0, 0))],
            [Node("Mul", "x b", "y")]
        ),
        ["Div without broadcast"] = Pair(6, [Input("x", 2, 3), Input("b", 2, 3)], [Node("Div", "x b", "y")], [Node("Div", "x b", "y")]),
        ["Pow, broadcast along rows"] = Pair(
            6,
            [Input("x", 2, 3), Floats("e", [2], 2, 3)],
            [Node("Pow", "x e", "y", Int("broadcast", 1), Int("axis", 0))],
            [Longs("s", 2, 1), Node("Reshape", "e s", "c"), Node("Pow", "x c", "y")]
        ),
        ["Greater, broadcast along rows"] = Pair(
            6,
            [Input("x", 2, 3), Input("b", 2)],
            [Node("Greater", "x b", "t", Int("broadcast", 1), Int("axis", 0)), Node("Cast", "t", "y", Int("to", 1))],
            [Longs("s", 2, 1), Node("Reshape", "b s", "c"), Node("Greater", "x c", "t"), Node("Cast", "t", "y", Int("to", 1))]
        ),
        ["Gemm with a row"] = Pair(
            6,
            [Input("a", 2, 3), Input("b", 3, 4), Input("c", 4)],
            [Node("Gemm", "a b c", "y", Int("broadcast", 1), Float("alpha", 2))],
            [Node("Gemm", "a b c", "y", Float("alpha", 2))]
        ),
        ["Reshape with an attribute"] = Pair(
            4,
            [Input("x", 2, 3, 4)],
            [Node("Reshape", "x", "y", Ints("shape", 0, -1, 2))],
            [Longs("s", 0, -1, 2), Node("Reshape", "x s", "y")]
        ),
        ["Cast to a name and back"] = Pair(
            5,
            [Input("x", 2, 3), Floats("four", [], 4)],
            [
                Node("Mul", "x four", "z", Int("broadcast", 1)),
                Node("Cast", "z", "i", Text("to", "INT64")),
                Node("Cast", "i", "y", Text("to", "FLOAT")),
            ],
            [Node("Mul", "x four", "z"), Node("Cast", "z", "i", Int("to", 7)), Node("Cast", "i", "y", Int("to", 1))]
        ),
        ["Concat along axis 1 where none is given"] = Pair(
            3,
            [Input("a", 2, 3), Input("b", 2, 1)],
            [Node("Concat", "a b", "y")],
            [Node("Concat", "a b", "y", Int("axis", 1))]
        ),
        ["Split by an input"] = Pair(
            1,
            [Input("x", 2, 5), Floats("sizes", [2], 2, 3)],
            [Node("Split", "x sizes", "p y", Int("axis", 1))],
            [Node("Split", "x", "p y", Int("axis", 1), Ints("split", 2, 3))]
        ),
        ["Clip that consumes its input"] = Pair(
            1,
            [Input("x", 2, 3)],
            [Node("Clip", "x", "y", Float("max", 0.25f), Ints("consumed_inputs", 1))],
            [Node("Clip", "x", "y", Float("max", 0.25f))]
        ),
        ["Relu that consumes its input"] = Pair(
            1,
            [Input("x", 2, 3)],
            [Node("Relu", "x", "y", Ints("consumed_inputs", 1))],
            [Node("Relu", "x", "y")]
        ),
        ["Sum of three"] = Pair(
            1,
            [Input("a", 2, 3), Input("b", 2, 3), Input("c", 2, 3)],
            [Node("Sum", "a b c", "y", Ints("consumed_inputs", 0, 0, 0))],
            [Node("Sum", "a b c", "y")]
        ),
        ["Pad with its first attribute"] = Pair(
            1,
            [Input("x", 2, 3)],
            [Node("Pad", "x", "y", Ints("paddings", 0, 1, 2, 0), Float("value", 1.5f))],
            [Node("Pad", "x", "y", Ints("pads", 0, 1, 2, 0), Float("value", 1.5f))]
        ),
        ["Tile along one axis"] = Pair(
            5,
            [Input("x", 2, 3), Floats("n", [1], 2), Floats("axis", [1], 1)],
            [Node("Tile", "x n axis", "y")],
            [Longs("r", 1, 2), Node("Tile", "x r", "y")]
        ),
        ["Upsample by two factors"] = Pair(
            6,
            [Input("x", 1, 2, 3, 4)],
            [Node("Upsample", "x", "y", Float("height_scale", 2), Float("width_scale", 3))],
            [Floats("s", [4], 1, 1, 2, 3), Node("Upsample", "x s", "y")]
        ),
        ["Upsample between neighbours"] = Pair(
            1,
            [Input("x", 1, 2, 3, 4)],
            [Node("Upsample", "x", "y", Float("height_scale", 2), Float("width_scale", 2), Text("mode", "bilinear"))],
            [Floats("s", [4], 1, 1, 2, 2), Node("Upsample", "x s", "y", Text("mode", "linear"))]
        ),
        ["Batch normalisation in evaluation mode"] = Pair(
            1,
            [Input("x", 2, 2, 3), Input("s", 2), Input("b", 2), Input("m", 2), Floats("v", [2], 1, 2)],
            [
                Node(
                    "BatchNormalization",
                    "x s b m v",
                    "y",
                    Int("is_test", 1),
                    Ints("consumed_inputs", 0, 0, 0, 1, 1),
                    Float("epsilon", 0.1f),
                    Int("spatial", 1)
                ),
            ],
            [Node("BatchNormalization", "x s b m v", "y", Float("epsilon", 0.1f))]
        ),
        ["Batch normalisation of every element"] = Pair(
            6,
            [Input("x", 2, 2, 3), Input("s", 2, 3), Input("b", 2, 3), Input("m", 2, 3), Floats("v", [2, 3], 1, 2, 3, 4, 5, 6)],
            [Node("BatchNormalization", "x s b m v", "y", Int("is_test", 1), Int("spatial", 0))],
            [
                Floats("e", [], 1e-5f),
                Node("Sub", "x m", "d"),
                Node("Add", "v e", "w"),
                Node("Sqrt", "w", "r"),
                Node("Div", "d r", "q"),
                Node("Mul", "q s", "p"),
                Node("Add", "p b", "y"),
            ]
        ),
        ["Dropout in evaluation mode"] = Pair(
            6,
            [Input("x", 2, 3)],
            [Node("Dropout", "x", "y", Int("is_test", 1), Float("ratio", 0.4f))],
            [Node("Identity", "x", "y")]
        ),
        ["PRelu with a slope for each channel"] = Pair(
            6,
            [Input("x", 2, 3, 4), Input("s", 3)],
            [Node("PRelu", "x s", "y")],
            [Longs("c", 3, 1), Node("Reshape", "s c", "t"), Node("PRelu", "x t", "y")]
        ),
        ["Selu with four decimals"] = Pair(
            1,
            [Input("x", 2, 3)],
            [Node("Selu", "x", "y")],
            [Node("Selu", "x", "y", Float("alpha", 1.6732f), Float("gamma", 1.0507f))]
        ),
        ["Norm with a fractional power"] = Pair(
            1,
            [Input("x", 1, 2, 4, 4)],
            [Node("GlobalLpPool", "x", "y", Float("p", 3))],
            [Node("GlobalLpPool", "x", "y", Int("p", 3))]
        ),
        ["GRU with its first output"] = Pair(
            3,
            [Input("x", 4, 2, 3), Input("w", 1, 6, 3), Input("r", 1, 6, 2)],
            [Node("GRU", "x w r", "y", Int("hidden_size", 2), Int("output_sequence", 1))],
            [Node("GRU", "x w r", "y", Int("hidden_size", 2))]
        ),
        ["InstanceNormalization"] = Pair(
            1,
            [Input("x", 2, 3, 4, 5), Input("s", 3), Input("b", 3)],
            [Node("InstanceNormalization", "x s b", "y", Ints("consumed_inputs", 0, 0, 0))],
            [Node("InstanceNormalization", "x s b", "y")]
        ),
        ["Softmax over all axes from one on"] = Pair(1, [Input("x", 2, 3, 4)], [Node("Softmax", "x", "y")], [Node("Softmax", "x", "y")]),

        ["ImageScaler"] = Pair(
            1,
            [Input("x", 2, 3, 2, 2)],
            [Node("ImageScaler", "x", "y", Float("scale", 2), FloatList("bias", 1, 2, 3))],
            [Floats("two", [], 2), Floats("b", [3, 1, 1], 1, 2, 3), Node("Mul", "x two", "z"), Node("Add", "z b", "y")]
        ),
        ["Affine"] = Pair(
            1,
            [Input("x", 2, 3)],
            [Node("Affine", "x", "y", Float("alpha", 2), Float("beta", 3))],
            [Floats("a", [], 2), Floats("b", [], 3), Node("Mul", "x a", "z"), Node("Add", "z b", "y")]
        ),
        ["Scale"] = Pair(
            1,
            [Input("x", 2, 3)],
            [Node("Scale", "x", "y", Float("scale", 2))],
            [Floats("a", [], 2), Node("Mul", "x a", "y")]
        ),
        ["ScaledTanh"] = Pair(
            1,
            [Input("x", 2, 3)],
            [Node("ScaledTanh", "x", "y", Float("alpha", 2), Float("beta", 3))],
            [Floats("a", [], 2), Floats("b", [], 3), Node("Mul", "x b", "z"), Node("Tanh", "z", "t"), Node("Mul", "t a", "y")]
        ),
        ["ParametricSoftplus"] = Pair(
            1,
            [Input("x", 2, 3)],
            [Node("ParametricSoftplus", "x", "y", Float("alpha", 2), Float("beta", 3))],
            [Floats("a", [], 2), Floats("b", [], 3), Node("Mul", "x b", "z"), Node("Softplus", "z", "t"), Node("Mul", "t a", "y")]
        ),
        ["Crop"] = Pair(
            1,
            [Input("x", 1, 2, 5, 6)],
            [Node("Crop", "x", "y", Ints("border", 1, 2, 3, 1))],
            [Node("Slice", "x", "y", Ints("axes", 2, 3), Ints("starts", 2, 1), Ints("ends", 4, 3))]
        ),
        ["Crop to a size"] = Pair(
            1,
            [Input("x", 1, 2, 5, 6)],
            [Node("Crop", "x", "y", Ints("border", 1, 2, 0, 0), Ints("scale", 3, 4))],
            [Node("Slice", "x", "y", Ints("axes", 2, 3), Ints("starts", 2, 1), Ints("ends", 5, 5))]
        ),
        ["ConstantFill"] = Pair(
            1,
            [Input("x", 2, 3)],
            [Node("ConstantFill", "", "c", Ints("shape", 2, 3), Float("value", 0.5f)), Node("Add", "x c", "y")],
            [Floats("c", [], 0.5f), Node("Add", "x c", "y")]
        ),
        ["ConstantFill like an input"] = Pair(
            1,
            [Input("x", 2, 3)],
            [Node("ConstantFill", "x", "y", Float("value", 0.5f), Ints("extra_shape", 2))],
            [Floats("c", [], 0.5f), Longs("s", 2, 3, 2), Node("Expand", "c s", "y")]
        ),
    };

    private static readonly Lazy<Dictionary<string, OnnxRuntimeOracle.Answer>> Answers = new(() =>
    {
        var answers = OnnxRuntimeOracle.RunAll([
            .. Models.Values.Select(pair => new OnnxRuntimeOracle.Question(
                pair.Later.ToByteArray(),
                OperatorSamples.InputsOf(Read(pair.Later))
            )),
        ]);
        return Models.Keys.Zip(answers).ToDictionary(pair => pair.First, pair => pair.Second);
    });

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_the_first_opsets_means_what_it_means_in_later_words(string name)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var theirs = Answers.Value[name];
        Assert.True(theirs.Error is null, theirs.Error);
        var graph = Read(Models[name].Old);
        var ours = GraphRun.Of(graph, OperatorSamples.InputsOf(graph), "reference")["y"];
        TensorAssert.Close(theirs.Outputs["y"], ours, 1e-5, 1e-6);
    }

    [Fact]
    public void A_file_of_the_first_layouts_names_no_opset_and_means_opset_1()
    {
        var model = Models["Concat along axis 1 where none is given"].Old.Clone();
        model.OpsetImport.Clear();
        model.IrVersion = 2;
        Assert.Equal(new Shape(2, 4), Read(model).Outputs[0].Shape);
    }

    [Fact]
    public void An_initialiser_that_is_an_input_too_is_a_number() =>
        Assert.Equal(
            ["x"],
            Read(Model(3, "y", Input("x", 2, 3), Input("w", 2, 3), Floats("w", [2, 3], 1, 2, 3, 4, 5, 6), Node("Add", "x w", "y")))
                .Inputs.Select(input => input.Name)
        );

    [Fact]
    public void Training_mode_of_the_first_opsets_is_not_taken_for_evaluation()
    {
        Assert.Equal(
            new Dropout(0.5, IsTraining: true),
            Assert.Single(Read(Model(6, "y", Input("x", 2, 3), Node("Dropout", "x", "y"))).Nodes).Operator
        );
        var normalised = Read(
            Model(
                6,
                "y",
                Input("x", 2, 2, 3),
                Input("s", 2),
                Input("b", 2),
                Input("m", 2),
                Input("v", 2),
                Node("BatchNormalization", "x s b m v", "y")
            )
        );
        Assert.Equal("BatchNormalizationTraining", Assert.Single(normalised.Nodes).Operator.Name);
    }

    [Fact]
    public void What_contradicts_itself_is_refused()
    {
        var (x, b) = (Input("x", 2, 3, 4), Input("b", 3));
        Assert.Contains("has the shape of the first", Refusal(Model(6, "y", x, b, Node("Add", "x b", "y"))), StringComparison.Ordinal);
        Assert.Contains(
            "has the shape of the first",
            Refusal(Model(6, "y", x, b, Node("Add", "x b", "y", Int("broadcast", 1)))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "has the shape of the first",
            Refusal(Model(6, "y", x, b, Node("Add", "b x", "y", Int("broadcast", 1)))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "axis must be 0 to 2",
            Refusal(Model(6, "y", x, b, Node("Add", "x b", "y", Int("broadcast", 1), Int("axis", 3)))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Shapes [2, 3, 4] and [3, 1, 1]",
            Refusal(Model(6, "y", x, b, Node("Add", "x b", "y", Int("broadcast", 1), Int("axis", 0)))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "unknown element type 'FLOATS'; nearest: 'float'",
            Refusal(Model(5, "y", x, Node("Cast", "x", "y", Text("to", "FLOATS")))),
            StringComparison.Ordinal
        );
        Assert.Contains("the sizes ('shape') are missing", Refusal(Model(4, "y", x, Node("Reshape", "x", "y"))), StringComparison.Ordinal);
        Assert.Contains("the sizes ('shape') are missing", Refusal(Model(5, "y", x, Node("Reshape", "x", "y"))), StringComparison.Ordinal);
        Assert.Contains(
            "the axis (input 2) is missing",
            Refusal(Model(5, "y", x, Floats("n", [1], 2), Node("Tile", "x n", "y"))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "a factor above 0 for each axis",
            Refusal(Model(6, "y", Input("x", 1, 1, 2, 2), Node("Upsample", "x", "y", Float("height_scale", 2)))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'consumed_inputs' is not known here",
            Refusal(Model(6, "y", x, Node("Relu", "x", "y", Ints("consumed_inputs", 0)))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "leaves nothing",
            Refusal(Model(1, "y", Input("x", 1, 1, 2, 2), Node("Crop", "x", "y", Ints("border", 1, 1, 1, 1)))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "sizes must be 0 to",
            Refusal(Model(1, "y", Node("ConstantFill", "", "y", Ints("shape", -1)))),
            StringComparison.Ordinal
        );
    }

    private static (ModelProto Old, ModelProto Later) Pair(int opset, IMessage[] given, IMessage[] old, IMessage[] later) =>
        (Model(opset, "y", [.. given, .. old]), Model(9, "y", [.. given, .. later]));

    private static AttributeProto FloatList(string name, params float[] values) =>
        new()
        {
            Name = name,
            Type = AttributeProto.Types.AttributeType.Floats,
            Floats = { values },
        };
}
