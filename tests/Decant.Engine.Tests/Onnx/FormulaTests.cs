using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Tests.Shared;
using Google.Protobuf;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Operators that become formulas when a file is read: ONNX Runtime gives for the file what we compute, and for what we write from it the
/// same again.
/// </summary>
public class FormulaTests
{
    private static readonly Dictionary<string, ModelProto> Models = new()
    {
        ["Attention"] = Attention(23, [], "q k v"),
        ["Attention of merged heads"] = Model(
            23,
            "y",
            Input("q", 2, 3, 8),
            Input("k", 2, 5, 8),
            Input("v", 2, 5, 12),
            Node("Attention", "q k v", "y", Int("q_num_heads", 2), Int("kv_num_heads", 2))
        ),
        ["Attention with several query heads to a key head"] = Model(
            23,
            "y",
            Input("q", 2, 4, 3, 4),
            Input("k", 2, 2, 5, 4),
            Input("v", 2, 2, 5, 6),
            Node("Attention", "q k v", "y")
        ),
        ["Attention with several query heads, merged"] = Model(
            23,
            "y",
            Input("q", 2, 3, 16),
            Input("k", 2, 5, 8),
            Input("v", 2, 5, 8),
            Node("Attention", "q k v", "y", Int("q_num_heads", 4), Int("kv_num_heads", 2))
        ),
        ["Attention with a scale"] = Attention(23, [Float("scale", 0.3f)], "q k v"),
        ["Attention that looks back"] = Model(
            23,
            "y",
            Input("q", 2, 2, 5, 4),
            Input("k", 2, 2, 5, 4),
            Input("v", 2, 2, 5, 6),
            Node("Attention", "q k v", "y", Int("is_causal", 1))
        ),
        ["Attention that looks back with fewer queries"] = Attention(23, [Int("is_causal", 1)], "q k v"),
        ["Attention with numbers as mask"] = Attention(23, [], "q k v mask", Input("mask", 3, 5)),
        ["Attention with a mask for each head"] = Attention(23, [], "q k v mask", Input("mask", 2, 2, 3, 5)),
        ["Attention with a mask of truths"] = Attention(
            23,
            [],
            "q k v mask",
            InputOf(9, "given", 3, 5),
            Truths("first", 3, 5),
            Node("Or", "given first", "mask")
        ),
        ["Attention with a bound"] = Attention(23, [Float("softcap", 0.5f)], "q k v"),
        ["Attention with a bound and a mask, opset 24"] = Attention(24, [Float("softcap", 0.5f)], "q k v mask", Input("mask", 3, 5)),
        ["Attention with a bound and a mask of truths, opset 24"] = Attention(
            24,
            [Float("softcap", 0.5f)],
            "q k v mask",
            InputOf(9, "given", 3, 5),
            Truths("first", 3, 5),
            Node("Or", "given first", "mask")
        ),
        ["Attention with earlier keys"] = Attention(23, [], "q k v - pk pv", "y nk nv", Input("pk", 2, 2, 2, 4), Input("pv", 2, 2, 2, 6)),
        ["Attention that looks back with earlier keys"] = Attention(
            23,
            [Int("is_causal", 1)],
            "q k v - pk pv",
            "y nk nv",
            Input("pk", 2, 2, 2, 4),
            Input("pv", 2, 2, 2, 6)
        ),
        ["Attention with its products"] = Attention(
            24,
            [Int("qk_matmul_output_mode", 0)],
            "q k v mask",
            "y - - products",
            Input("mask", 3, 5)
        ),
        ["Attention with its weights"] = Attention(
            24,
            [Int("qk_matmul_output_mode", 3)],
            "q k v mask",
            "y - - products",
            Input("mask", 3, 5)
        ),
        ["Attention with sequences of other lengths"] = Attention(24, [], "q k v - - - lengths", Longs("lengths", 5, 2)),

        ["RotaryEmbedding"] = Model(
            23,
            "y",
            Input("x", 2, 3, 4, 8),
            Input("cos", 6, 4),
            Input("sin", 6, 4),
            Longs2("at", [0, 1, 2, 5, 3, 4, 0, 1], 2, 4),
            Node("RotaryEmbedding", "x cos sin at", "y")
        ),
        ["RotaryEmbedding of neighbours"] = Model(
            23,
            "y",
            Input("x", 2, 3, 4, 8),
            Input("cos", 6, 4),
            Input("sin", 6, 4),
            Longs2("at", [0, 1, 2, 5, 3, 4, 0, 1], 2, 4),
            Node("RotaryEmbedding", "x cos sin at", "y", Int("interleaved", 1))
        ),
        ["RotaryEmbedding of merged heads"] = Model(
            23,
            "y",
            Input("x", 2, 4, 24),
            Input("cos", 6, 4),
            Input("sin", 6, 4),
            Longs2("at", [0, 1, 2, 5, 3, 4, 0, 1], 2, 4),
            Node("RotaryEmbedding", "x cos sin at", "y", Int("num_heads", 3))
        ),
        ["RotaryEmbedding of a part"] = Model(
            23,
            "y",
            Input("x", 2, 3, 4, 8),
            Input("cos", 6, 2),
            Input("sin", 6, 2),
            Longs2("at", [0, 1, 2, 5, 3, 4, 0, 1], 2, 4),
            Node("RotaryEmbedding", "x cos sin at", "y", Int("rotary_embedding_dim", 4))
        ),
        ["RotaryEmbedding without positions"] = Model(
            23,
            "y",
            Input("x", 2, 3, 4, 8),
            Input("cos", 2, 4, 4),
            Input("sin", 2, 4, 4),
            Node("RotaryEmbedding", "x cos sin", "y")
        ),
        ["RMSNormalization of two axes"] = Model(
            23,
            "y",
            Input("x", 2, 3, 4),
            Input("s", 3, 4),
            Node("RMSNormalization", "x s", "y", Int("axis", -2), Float("epsilon", 0.01f))
        ),
        ["LayerNormalization of two axes"] = Model(
            17,
            "y",
            Input("x", 2, 3, 4),
            Input("s", 3, 4),
            Input("b", 3, 4),
            Node("LayerNormalization", "x s b", "y", Int("axis", 1))
        ),
        ["GroupNormalization"] = Model(
            21,
            "y",
            Input("x", 2, 6, 5),
            Input("s", 6),
            Input("b", 6),
            Node("GroupNormalization", "x s b", "y", Int("num_groups", 3))
        ),
        ["InstanceNormalization"] = Model(
            6 + 2,
            "y",
            Input("x", 2, 3, 4, 5),
            Input("s", 3),
            Input("b", 3),
            Node("InstanceNormalization", "x s b", "y")
        ),

        ["Convolution of volumes"] = Model(
            11,
            "y",
            Input("x", 2, 4, 5, 6, 7),
            Input("w", 6, 2, 3, 2, 3),
            Input("b", 6),
            Node(
                "Conv",
                "x w b",
                "y",
                Int("group", 2),
                Ints("strides", 2, 1, 2),
                Ints("pads", 1, 0, 2, 2, 1, 0),
                Ints("dilations", 1, 2, 1)
            )
        ),
        ["Convolution of volumes, dilated in depth"] = Model(
            11,
            "y",
            Input("x", 2, 1, 7, 3, 3),
            Input("w", 1, 1, 3, 2, 2),
            Node("Conv", "x w", "y", Ints("dilations", 3, 1, 1))
        ),
        ["Convolution of volumes that keeps the size"] = Model(
            11,
            "y",
            Input("x", 1, 2, 5, 4, 4),
            Input("w", 3, 2, 4, 3, 3),
            Node("Conv", "x w", "y", Text("auto_pad", "SAME_UPPER"), Ints("strides", 2, 2, 2))
        ),
        ["Transposed convolution of volumes"] = Model(
            11,
            "y",
            Input("x", 2, 4, 3, 4, 2),
            Input("w", 4, 3, 3, 2, 3),
            Input("b", 6),
            Node(
                "ConvTranspose",
                "x w b",
                "y",
                Int("group", 2),
                Ints("strides", 2, 1, 3),
                Ints("pads", 1, 0, 1, 0, 1, 2),
                Ints("dilations", 1, 2, 1),
                Ints("output_padding", 1, 0, 1)
            )
        ),
        ["Transposed convolution of volumes to a given size"] = Model(
            11,
            "y",
            Input("x", 1, 2, 3, 3, 3),
            Input("w", 2, 2, 3, 3, 3),
            Node("ConvTranspose", "x w", "y", Ints("strides", 2, 2, 2), Ints("output_shape", 6, 5, 8))
        ),
        ["Transposed convolution of rows"] = Model(
            11,
            "y",
            Input("x", 2, 4, 5),
            Input("w", 4, 3, 3),
            Input("b", 6),
            Node(
                "ConvTranspose",
                "x w b",
                "y",
                Int("group", 2),
                Ints("strides", 2),
                Ints("pads", 1, 0),
                Ints("dilations", 2),
                Ints("output_padding", 1)
            )
        ),
        ["Largest of volumes"] = Model(
            12,
            "y",
            Input("x", 2, 3, 6, 7, 5),
            Node(
                "MaxPool",
                "x",
                "y",
                Ints("kernel_shape", 3, 2, 3),
                Ints("strides", 2, 1, 2),
                Ints("pads", 1, 0, 1, 1, 1, 0),
                Ints("dilations", 1, 2, 1),
                Int("ceil_mode", 1)
            )
        ),
        ["Mean of volumes"] = Model(
            19,
            "y",
            Input("x", 2, 3, 6, 7, 5),
            Node("AveragePool", "x", "y", Ints("kernel_shape", 3, 2, 3), Ints("strides", 2, 1, 2), Ints("pads", 1, 0, 1, 1, 1, 0))
        ),
        ["Mean of volumes with their padding"] = Model(
            19,
            "y",
            Input("x", 2, 3, 6, 7, 5),
            Node(
                "AveragePool",
                "x",
                "y",
                Ints("kernel_shape", 3, 2, 3),
                Ints("strides", 2, 1, 2),
                Ints("pads", 1, 0, 1, 1, 1, 0),
                Int("count_include_pad", 1)
            )
        ),
        ["Norm of windows"] = Model(
            18,
            "y",
            Input("x", 2, 3, 7, 6),
            Node("LpPool", "x", "y", Ints("kernel_shape", 3, 2), Ints("strides", 2, 2), Ints("pads", 1, 0, 1, 1), Int("p", 3))
        ),
        ["Norm of rows"] = Model(18, "y", Input("x", 2, 3, 9), Node("LpPool", "x", "y", Ints("kernel_shape", 3), Ints("strides", 2))),
        ["Places of the largest"] = Places(
            Input("x", 2, 3, 5, 6),
            Ints("kernel_shape", 3, 2),
            Ints("strides", 2, 1),
            Ints("pads", 1, 0, 1, 1)
        ),
        ["Places of the largest, dilated"] = Places(Input("x", 1, 2, 7, 6), Ints("kernel_shape", 2, 2), Ints("dilations", 3, 2)),
        ["Places of the largest, columns first"] = Places(
            Input("x", 1, 2, 5, 4),
            Ints("kernel_shape", 2, 2),
            Ints("strides", 2, 2),
            Int("storage_order", 1)
        ),
        ["Places of the largest of rows"] = Places(Input("x", 2, 2, 9), Ints("kernel_shape", 3), Ints("strides", 2)),
        ["Places of the largest of volumes"] = Places(Input("x", 1, 2, 4, 5, 4), Ints("kernel_shape", 2, 2, 2), Ints("strides", 2, 1, 2)),

        ["DFT"] = Model(20, "y", Input("x", 2, 5, 2), Node("DFT", "x", "y")),
        ["DFT back, longer"] = Model(
            20,
            "y",
            Input("x", 2, 5, 3, 2),
            LongOf("n", 8),
            LongOf("a", 1),
            Node("DFT", "x n a", "y", Int("inverse", 1))
        ),
        ["DFT of a half"] = Model(17, "y", Input("x", 2, 6, 1), Node("DFT", "x", "y", Int("axis", 1), Int("onesided", 1))),
        ["STFT"] = Model(17, "y", Input("x", 2, 20, 1), LongOf("step", 3), Input("window", 8), Node("STFT", "x step window", "y")),
        ["STFT of both halves"] = Model(
            17,
            "y",
            Input("x", 1, 17, 1),
            LongOf("step", 4),
            LongOf("n", 8),
            Node("STFT", "x step - n", "y", Int("onesided", 0))
        ),
        ["MelWeightMatrix"] = Model(
            17,
            "y",
            LongOf("bands", 8),
            LongOf("n", 64),
            LongOf("rate", 8192),
            Floats("low", [], 0),
            Floats("high", [], 4096),
            Input("x", 1),
            Node("MelWeightMatrix", "bands n rate low high", "mel"),
            Node("Mul", "mel x", "y")
        ),
        ["Col2Im"] = Model(
            18,
            "y",
            Input("x", 2, 18, 16),
            Longs("image", 5, 8),
            Longs("block", 3, 2),
            Node("Col2Im", "x image block", "y", Ints("dilations", 1, 2), Ints("pads", 1, 1, 0, 1), Ints("strides", 1, 2))
        ),
        ["AffineGrid"] = Model(
            20,
            "y",
            Input("x", 2, 2, 3),
            Longs("size", 2, 1, 3, 4),
            Node("AffineGrid", "x size", "y", Int("align_corners", 1))
        ),

        ["If that is taken"] = Model(
            16,
            "y",
            Input("x", 3),
            Node("Shape", "x", "n"),
            Longs("three", 3),
            Node("Equal", "n three", "same"),
            Longs("none"),
            Node("Reshape", "same none", "c"),
            Node("If", "c", "y", Graph("then_branch", "a", Node("Neg", "x", "a")), Graph("else_branch", "b", Node("Abs", "x", "b")))
        ),
        ["If in another branch"] = Model(
            16,
            "y",
            Input("x", 3),
            TruthOf("yes", true),
            TruthOf("no", false),
            Node(
                "If",
                "no",
                "y",
                Graph("then_branch", "a", Node("Neg", "x", "a")),
                Graph(
                    "else_branch",
                    "b",
                    Node("Exp", "x", "e"),
                    Node(
                        "If",
                        "yes",
                        "b",
                        Graph("then_branch", "c", Floats("two", [], 2), Node("Mul", "e two", "c")),
                        Graph("else_branch", "d", Node("Abs", "x", "d"))
                    )
                )
            )
        ),
        ["Loop over a known number of rounds"] = Model(
            16,
            "y",
            Input("x", 3),
            LongOf("rounds", 3),
            TruthOf("yes", true),
            Node(
                "Loop",
                "rounds yes x",
                "last all",
                Graph(
                    "body",
                    "more next seen",
                    InputOf(7, "round"),
                    InputOf(9, "go"),
                    Input("sum", 3),
                    Node("Cast", "round", "f", Int("to", 1)),
                    Node("Add", "sum f", "next"),
                    Node("Mul", "sum x", "seen"),
                    Node("Identity", "go", "more")
                )
            ),
            Node("Add", "last all", "y")
        ),
        ["Scan"] = Model(
            16,
            "y",
            Input("x", 4, 3),
            Input("s", 3),
            Node(
                "Scan",
                "s x",
                "last all",
                Int("num_scan_inputs", 1),
                Ints("scan_input_directions", 1),
                Ints("scan_output_directions", 1),
                Graph(
                    "body",
                    "next seen",
                    Input("sum", 3),
                    Input("row", 3),
                    Node("Add", "sum row", "next"),
                    Node("Mul", "next row", "seen")
                )
            ),
            Node("Add", "last all", "y")
        ),
    };

    private static readonly Lazy<Dictionary<string, (OnnxRuntimeOracle.Answer Theirs, OnnxRuntimeOracle.Answer Again)>> Answers = new(
        AskAboutAll
    );

    static FormulaTests()
    {
        foreach (var mode in new[] { "linear", "nearest", "cubic" })
        foreach (var padding in new[] { "zeros", "border", "reflection" })
        foreach (var corners in new[] { 0, 1 })
        {
            Models[$"GridSample {mode}, {padding}, {corners}"] = Model(
                20,
                "y",
                Input("x", 2, 3, 4, 5),
                Input("at", 2, 3, 2, 2),
                Floats("far", [], 1.7f),
                Node("Mul", "at far", "grid"),
                Node("GridSample", "x grid", "y", Text("mode", mode), Text("padding_mode", padding), Int("align_corners", corners))
            );
        }

        Models["GridSample of volumes"] = Model(
            20,
            "y",
            Input("x", 2, 3, 4, 5, 3),
            Input("at", 2, 3, 2, 2, 3),
            Floats("far", [], 1.3f),
            Node("Mul", "at far", "grid"),
            Node("GridSample", "x grid", "y")
        );
    }

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_formula_gives_the_numbers_of_ONNX_Runtime_here_and_when_it_is_written(string name)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var (theirs, again) = Answers.Value[name];
        Assert.True(theirs.Error is null, theirs.Error);
        Assert.True(again.Error is null, again.Error);
        var graph = Read(Models[name]);
        foreach (var kernels in DeviceCatalogue.Names)
        {
            foreach (var (output, numbers) in GraphRun.Of(graph, OperatorSamples.InputsOf(graph), kernels))
            {
                TensorAssert.Close(theirs.Outputs[output], numbers, 1e-4, 1e-5);
                TensorAssert.Close(theirs.Outputs[output], again.Outputs[output], 1e-4, 1e-5);
            }
        }
    }

    private static Dictionary<string, (OnnxRuntimeOracle.Answer, OnnxRuntimeOracle.Answer)> AskAboutAll()
    {
        var questions = Models.Values.SelectMany(model =>
        {
            var graph = Read(model);
            var inputs = OperatorSamples.InputsOf(graph);
            return new[] { new OnnxRuntimeOracle.Question(model.ToByteArray(), inputs), new(Write(graph), inputs) };
        });
        var answers = OnnxRuntimeOracle.RunAll([.. questions]);
        return Models
            .Keys.Select((name, i) => (name, i))
            .ToDictionary(pair => pair.name, pair => (answers[2 * pair.i], answers[(2 * pair.i) + 1]));
    }

    private static ModelProto Attention(int opset, AttributeProto[] attributes, string inputs, params IMessage[] parts) =>
        Attention(opset, attributes, inputs, "y", parts);

    private static ModelProto Attention(int opset, AttributeProto[] attributes, string inputs, string outputs, params IMessage[] parts)
    {
        var node = Node("Attention", inputs, outputs.Replace('-', '.'), attributes);
        for (var i = 0; i < node.Output.Count; i++)
        {
            node.Output[i] = node.Output[i] == "." ? "" : node.Output[i];
        }

        var model = Model(opset, "y", [Input("q", 2, 2, 3, 4), Input("k", 2, 2, 5, 4), Input("v", 2, 2, 5, 6), .. parts, node]);
        model.Graph.Output.Add(node.Output.Skip(1).Where(name => name.Length > 0).Select(name => OutputOf(1, name)));
        return model;
    }

    private static ModelProto Places(ValueInfoProto input, params AttributeProto[] attributes)
    {
        var model = Model(12, "y", input, Node("MaxPool", "x", "y places", attributes));
        model.Graph.Output.Add(OutputOf(7, "places"));
        return model;
    }

    private static AttributeProto Graph(string name, string outputs, params IMessage[] parts)
    {
        var graph = new GraphProto { Name = name };
        graph.Node.Add(parts.OfType<NodeProto>());
        graph.Initializer.Add(parts.OfType<TensorProto>());
        graph.Input.Add(parts.OfType<ValueInfoProto>());
        graph.Output.Add(outputs.Split(' ').Select(output => OutputOf(output == "more" ? 9 : 1, output)));
        return new AttributeProto
        {
            Name = name,
            Type = AttributeType.Graph,
            G = graph,
        };
    }

    private static ValueInfoProto OutputOf(int type, string name) =>
        new()
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type } },
        };

    private static TensorProto LongOf(string name, long number) => Decant.Engine.Onnx.TensorFormat.Write(name, Tensor.Scalar(number));

    private static TensorProto TruthOf(string name, bool truth) => Decant.Engine.Onnx.TensorFormat.Write(name, Tensor.Scalar(truth));

    private static TensorProto Longs2(string name, long[] numbers, params int[] sizes) =>
        Decant.Engine.Onnx.TensorFormat.Write(name, Tensor.From<long>(numbers, sizes));

    // The first of every row is true, so that no query is without a key.
    private static TensorProto Truths(string name, int rows, int columns)
    {
        var tensor = new Tensor(ElementType.Bool, rows, columns);
        for (var row = 0; row < rows; row++)
        {
            tensor.Bytes()[row * columns] = 1;
        }

        return Decant.Engine.Onnx.TensorFormat.Write(name, tensor);
    }
}
