using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Tests.Shared;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Files of other programs and other opsets mean the same after reading and writing: ONNX Runtime runs both and gives the same numbers.
/// </summary>
public class OldOpsetTests
{
    private static readonly Dictionary<string, ModelProto> Models = new()
    {
        ["Softmax over all axes after the first"] = Model(11, "y", Input("x", 2, 3, 4), Node("Softmax", "x", "y")),
        ["Softmax over the last axis"] = Model(9, "y", Input("x", 2, 3, 4), Node("Softmax", "x", "y", Int("axis", 2))),
        ["LogSoftmax over everything"] = Model(12, "y", Input("x", 2, 3, 4), Node("LogSoftmax", "x", "y", Int("axis", 0))),
        ["Softmax over one axis"] = Model(13, "y", Input("x", 2, 3, 4), Node("Softmax", "x", "y", Int("axis", 1))),
        ["Clip with attributes"] = Model(9, "y", Input("x", 2, 3), Node("Clip", "x", "y", Float("max", 0.5f))),
        ["Clip with computed bounds"] = Model(
            13,
            "y",
            Input("x", 2, 3),
            Input("lower"),
            Node("Neg", "lower", "upper"),
            Node("Clip", "x lower upper", "y")
        ),
        ["Dropout with an attribute"] = Model(10, "y", Input("x", 2, 3), Node("Dropout", "x", "y", Float("ratio", 0.3f))),
        ["Dropout with an unused mask"] = Model(12, "y", Input("x", 2, 3), Floats("ratio", [], 0.3f), Node("Dropout", "x ratio", "y mask")),
        ["Squeeze with an attribute"] = Model(11, "y", Input("x", 1, 3, 1), Node("Squeeze", "x", "y", Ints("axes", 0))),
        ["Unsqueeze with an attribute"] = Model(11, "y", Input("x", 2, 3), Node("Unsqueeze", "x", "y", Ints("axes", 0, 2))),
        ["Slice with attributes"] = Model(9, "y", Input("x", 4, 5), Node("Slice", "x", "y", Ints("starts", 1, -3), Ints("ends", 100, -1))),
        ["Slice with inputs"] = Model(
            11,
            "y",
            Input("x", 4, 5),
            Longs("s", 3),
            Longs("e", -100),
            Longs("a", -1),
            Longs("step", -2),
            Node("Slice", "x s e a step", "y")
        ),
        ["Pad with attributes"] = Model(10, "y", Input("x", 2, 3), Node("Pad", "x", "y", Ints("pads", 0, 1, 2, 0), Float("value", 1.5f))),
        ["Pad that cuts"] = Model(13, "y", Input("x", 4, 5), Longs("p", -1, 1, 2, -3), Node("Pad", "x p", "y")),
        ["Pad of some axes"] = Model(
            18,
            "y",
            Input("x", 2, 3),
            Longs("p", 1, 2),
            Longs("a", -1),
            Floats("v", [], 7),
            Node("Pad", "x p v a", "y")
        ),
        ["ReduceSum with an attribute"] = Model(
            11,
            "y",
            Input("x", 2, 3, 4),
            Node("ReduceSum", "x", "y", Ints("axes", 1), Int("keepdims", 0))
        ),
        ["ReduceMean with an input"] = Model(18, "y", Input("x", 2, 3, 4), Longs("a", -1, 0), Node("ReduceMean", "x a", "y")),
        ["ReduceMax over nothing"] = Model(18, "y", Input("x", 2, 3), Node("ReduceMax", "x", "y", Int("noop_with_empty_axes", 1))),
        ["BatchNormalization of opset 7"] = Model(
            7,
            "y",
            Input("x", 2, 2, 3),
            Input("s", 2),
            Input("b", 2),
            Input("m", 2),
            Floats("v", [2], 1, 2),
            Node("BatchNormalization", "x s b m v", "y", Float("epsilon", 0.1f))
        ),
        ["Maximum of three"] = Model(8, "y", Input("a", 2, 3), Input("b", 3), Input("c", 2, 1), Node("Max", "a b c", "y")),
        ["Minimum of one"] = Model(8, "y", Input("a", 2, 3), Node("Min", "a", "y")),
        ["Power of another type"] = Model(13, "y", Input("x", 2, 3), TensorOf("e", 2L), Node("Pow", "x e", "y")),
        ["Vector times matrix"] = Model(13, "y", Input("a", 3), Input("b", 3, 4), Node("MatMul", "a b", "y")),
        ["Matrix times vector"] = Model(13, "y", Input("a", 2, 5, 3), Input("b", 3), Node("MatMul", "a b", "y")),
        ["Vector times vector"] = Model(13, "y", Input("a", 3), Input("b", 3), Node("MatMul", "a b", "y")),
        ["Convolution of rows"] = Model(
            11,
            "y",
            Input("x", 2, 4, 9),
            Input("w", 6, 2, 3),
            Input("b", 6),
            Node("Conv", "x w b", "y", Int("group", 2), Ints("strides", 2), Ints("pads", 2, 1), Ints("kernel_shape", 3))
        ),
        ["Convolution that keeps the size, rest at the end"] = Model(
            11,
            "y",
            Input("x", 1, 1, 6, 7),
            Input("w", 1, 1, 4, 3),
            Node("Conv", "x w", "y", Text("auto_pad", "SAME_UPPER"), Ints("strides", 2, 2))
        ),
        ["Convolution that keeps the size, rest in front"] = Model(
            11,
            "y",
            Input("x", 1, 1, 6, 7),
            Input("w", 1, 1, 4, 3),
            Node("Conv", "x w", "y", Text("auto_pad", "SAME_LOWER"), Ints("strides", 2, 2))
        ),
        ["Convolution inside the image"] = Model(
            11,
            "y",
            Input("x", 1, 1, 6, 7),
            Input("w", 1, 1, 4, 3),
            Node("Conv", "x w", "y", Text("auto_pad", "VALID"))
        ),
        ["Largest of rows"] = Model(
            12,
            "y",
            Input("x", 2, 3, 9),
            Node("MaxPool", "x", "y", Ints("kernel_shape", 4), Ints("strides", 3), Ints("pads", 1, 2), Ints("dilations", 2))
        ),
        ["Mean of windows in ceil mode"] = Model(
            11,
            "y",
            Input("x", 1, 1, 4, 4),
            Node("AveragePool", "x", "y", Ints("kernel_shape", 3, 3), Ints("strides", 2, 2), Int("ceil_mode", 1))
        ),
        ["Indices of 32 bits"] = Model(13, "y", Input("x", 4, 3), Ints32("i", 2, -1), Node("Gather", "x i", "y")),
        ["Reshape with zero and minus one"] = Model(9, "y", Input("x", 2, 3, 4), Longs("shape", 0, -1, 2), Node("Reshape", "x shape", "y")),
        ["Expand"] = Model(9, "y", Input("x", 3, 1), Longs("shape", 2, 1, 4), Node("Expand", "x shape", "y")),
        ["CastLike"] = Model(15, "y", Input("x", 2, 3), Longs("like", 1), Node("CastLike", "x like", "i"), Node("CastLike", "i x", "y")),
        ["Gemm without C"] = Model(
            11,
            "y",
            Input("a", 3, 2),
            Input("b", 3, 4),
            Node("Gemm", "a b", "y", Int("transA", 1), Float("alpha", 0.1f))
        ),
        ["Gemm with factors and a column"] = Model(
            11,
            "y",
            Input("a", 2, 3),
            Input("b", 4, 3),
            Input("c", 2, 1),
            Node("Gemm", "a b c", "y", Int("transB", 1), Float("alpha", 0.5f), Float("beta", -2f))
        ),
        ["Gemm with a number"] = Model(11, "y", Input("a", 2, 3), Input("b", 3, 4), Input("c", 1), Node("Gemm", "a b c", "y")),
        ["Gemm without its C"] = Model(
            11,
            "y",
            Input("a", 2, 3),
            Input("b", 3, 4),
            Input("c", 4),
            Node("Gemm", "a b c", "y", Float("beta", 0f))
        ),
        ["Best elements with an attribute"] = Model(9, "y", Input("x", 3, 5), Node("TopK", "x", "y places", Int("k", 2), Int("axis", 0))),
        ["Smallest elements"] = Model(11, "y", Input("x", 3, 5), Longs("k", 5), Node("TopK", "x k", "y places", Int("largest", 0))),
        ["Constants as nodes, nodes in any order"] = Model(
            12,
            "y",
            Node("Reshape", "z shape", "y"),
            Node("Mul", "x factor", "z"),
            Node("Constant", "", "shape", Ints("value_ints", 3, -1)),
            Node("Constant", "", "factor", Float("value_float", 2.5f)),
            Input("x", 2, 3)
        ),
    };

    private static readonly Lazy<Dictionary<string, (OnnxRuntimeOracle.Answer Theirs, OnnxRuntimeOracle.Answer Ours)>> Answers = new(
        AskAboutAll
    );

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_means_the_same_in_the_operators_of_today(string name)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var (theirs, ours) = Answers.Value[name];
        Assert.True(theirs.Error is null, theirs.Error);
        Assert.True(ours.Error is null, ours.Error);
        Assert.Equal(theirs.Outputs["y"].Dimensions, ours.Outputs["y"].Dimensions);
        var expected = theirs.Outputs["y"].Span<float>();
        var actual = ours.Outputs["y"].Span<float>();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-6f);
        }
    }

    private static Dictionary<string, (OnnxRuntimeOracle.Answer, OnnxRuntimeOracle.Answer)> AskAboutAll()
    {
        var questions = Models.Values.SelectMany(model =>
        {
            var graph = Read(model);
            var inputs = OperatorSamples.InputsOf(graph);
            return new[] { new OnnxRuntimeOracle.Question(ByOrder(model).ToByteArray(), inputs), new(Write(graph), inputs) };
        });
        var answers = OnnxRuntimeOracle.RunAll([.. questions]);
        return Models
            .Keys.Select((name, i) => (name, i))
            .ToDictionary(pair => pair.name, pair => (answers[2 * pair.i], answers[(2 * pair.i) + 1]));
    }

    // The runtime insists on what the standard says: nodes in order.
    private static ModelProto ByOrder(ModelProto model)
    {
        var sorted = model.Clone();
        var reversed = sorted.Graph.Node.Reverse().ToList();
        if (sorted.Graph.Node.Any(node => node.OpType == "Constant"))
        {
            sorted.Graph.Node.Clear();
            sorted.Graph.Node.Add(reversed);
        }

        return sorted;
    }

    private static TensorProto TensorOf(string name, long number) => Decant.Engine.Onnx.TensorFormat.Write(name, Tensor.Scalar(number));

    private static TensorProto Ints32(string name, params int[] numbers) =>
        Decant.Engine.Onnx.TensorFormat.Write(name, Tensor.From<int>(numbers));
}
