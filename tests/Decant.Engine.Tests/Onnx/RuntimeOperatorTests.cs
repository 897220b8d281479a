using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Decant.Tests.Shared;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// The operators that ONNX Runtime's tools write (com.microsoft), judged by ONNX Runtime itself: as they are in the file, and as we write
/// them again.
/// </summary>
public class RuntimeOperatorTests
{
    // One step of a quantised result. Scales are such that hardly a number lies in the middle of two steps, where either is right.
    private const float Step = 0.0211f;

    internal static readonly Dictionary<string, ModelProto> Models = new()
    {
        ["QLinearAdd"] = Quantised([Input("b", 3, 1)], Own("QLinearAdd", "qa sa za qb sb zb sy zy", "qy")),
        ["QLinearMul"] = Quantised([Input("b", 2, 3, 4)], Own("QLinearMul", "qa sa za qb sb zb sy zy", "qy")),
        ["QLinearConcat"] = Quantised([Input("b", 2, 5, 4)], Own("QLinearConcat", "sy zy qa sa za qb sb zb", "qy", Int("axis", 1))),
        ["QLinearLeakyRelu"] = Quantised([], Own("QLinearLeakyRelu", "qa sa za sy zy", "qy", Float("alpha", 0.1f))),
        ["QLinearSigmoid"] = Quantised([], Own("QLinearSigmoid", "qa sa za sy zy", "qy")),
        ["QLinearSoftmax"] = Quantised(Shares, Own("QLinearSoftmax", "qa sa za share none", "qy", Int("axis", 1), Int("opset", 13))),
        ["QLinearSoftmax of the older kind"] = Quantised(
            Shares,
            Own("QLinearSoftmax", "qa sa za share none", "qy", Int("axis", 1), Int("opset", 12))
        ),
        ["QLinearAveragePool"] = Quantised(
            [],
            Own("QLinearAveragePool", "qa sa za sy zy", "qy", Ints("kernel_shape", 2), Ints("strides", 2), Ints("pads", 1, 0))
        ),
        ["QLinearAveragePool of images with their padding"] = QuantisedImage(
            Own(
                "QLinearAveragePool",
                "qa sa za sy zy",
                "qy",
                Ints("kernel_shape", 3, 2),
                Ints("strides", 2, 1),
                Ints("pads", 1, 0, 1, 1),
                Int("count_include_pad", 1)
            )
        ),
        ["QLinearGlobalAveragePool"] = QuantisedImage(Own("QLinearGlobalAveragePool", "qa sa za sy zy", "qy", Int("channels_last", 0))),
        ["QLinearGlobalAveragePool, channels last"] = QuantisedImage(
            Own("QLinearGlobalAveragePool", "qa sa za sy zy", "qy", Int("channels_last", 1))
        ),
        ["QGemm"] = Runtime([
            .. Quantising("a", 5, 4),
            Signed("w", 3, 4),
            Floats("sw", [3], 0.01f, 0.02f, 0.005f),
            Held("zw", Tensor.From<sbyte>([0, 0, 0])),
            Held("c", Tensor.From<int>([100, -50, 7])),
            .. Result,
            Own("QGemm", "qa sa za w sw zw c sy zy", "qy", Int("transB", 1)),
            Back,
        ]),
        ["QGemm to floats"] = Runtime([
            .. Quantising("a", 5, 4),
            Bytes("w", 4, 3),
            Floats("sw", [], 0.01f),
            Zero("zw", 3),
            Held("c", Tensor.From<int>([100, -50, 7])),
            Own("QGemm", "qa sa za w sw zw c", "y", Float("alpha", 2)),
        ]),
        ["MatMulIntegerToFloat"] = Runtime([
            .. Quantising("a", 2, 5, 4),
            Bytes("w", 4, 3),
            Floats("sw", [3], 0.01f, 0.02f, 0.005f),
            Held("zw", Tensor.From<byte>([7, 100, 200])),
            Input("bias", 3),
            Own("MatMulIntegerToFloat", "qa w sa sw za zw bias", "y"),
        ]),
        ["DynamicQuantizeMatMul"] = Runtime([
            Input("a", 2, 5, 4),
            Bytes("w", 4, 3),
            Floats("sw", [1], 0.01f),
            Held("zw", Tensor.From<byte>([7])),
            Input("bias", 3),
            Own("DynamicQuantizeMatMul", "a w sw zw bias", "y"),
        ]),
        ["DynamicQuantizeMatMul of signed numbers"] = Runtime([
            Input("a", 5, 4),
            Signed("w", 4, 3),
            Floats("sw", [3], 0.01f, 0.02f, 0.005f),
            Own("DynamicQuantizeMatMul", "a w sw", "y"),
        ]),
        ["MatMulNBits"] = Runtime([
            Input("a", 2, 5, 20),
            Bytes("w", 3, 2, 8),
            Input("s", 6),
            Own("MatMulNBits", "a w s", "y", Int("K", 20), Int("N", 3), Int("bits", 4), Int("block_size", 16)),
        ]),
        ["MatMulNBits with zero points"] = Runtime([
            Input("a", 5, 48),
            Bytes("w", 3, 3, 8),
            Input("s", 9),
            Bytes("z", 6),
            Own("MatMulNBits", "a w s z", "y", Int("K", 48), Int("N", 3), Int("bits", 4), Int("block_size", 16), Int("accuracy_level", 0)),
        ]),
        ["MatMulNBits of 8 bits"] = Runtime([
            Input("a", 5, 32),
            Bytes("w", 3, 2, 16),
            Input("s", 6),
            Input("bias", 3),
            Own("MatMulNBits", "a w s - - bias", "y", Int("K", 32), Int("N", 3), Int("bits", 8), Int("block_size", 16)),
        ]),
        ["FusedMatMul"] = Runtime([
            Input("a", 2, 4, 5),
            Input("b", 2, 3, 4),
            Own("FusedMatMul", "a b", "y", Float("alpha", 0.3f), Int("transA", 1), Int("transB", 1)),
        ]),
        ["TransposeMatMul"] = Runtime([Input("a", 2, 4, 5), Input("b", 2, 4, 3), Own("TransposeMatMul", "a b", "y", Int("transA", 1))]),
        ["FusedMatMul with turned batches"] = Runtime([
            Input("a", 5, 2, 4),
            Input("b", 2, 4, 3),
            Own("FusedMatMul", "a b", "y", Int("transBatchA", 1)),
        ]),
        ["FusedConv"] = Runtime([
            Input("x", 1, 2, 5, 6),
            Input("w", 4, 2, 3, 3),
            Input("b", 4),
            Input("z", 1, 4, 3, 4),
            Own("FusedConv", "x w b z", "y", Text("activation", "Relu")),
        ]),
        ["FusedConv with a slope"] = Runtime([
            Input("x", 1, 2, 5, 6),
            Input("w", 4, 1, 3, 3),
            Own(
                "FusedConv",
                "x w",
                "y",
                Text("activation", "LeakyRelu"),
                FloatList("activation_params", 0.2f),
                Int("group", 2),
                Ints("pads", 1, 1, 1, 1)
            ),
        ]),
        ["FusedConv with bounds"] = Runtime([
            Input("x", 1, 2, 5, 6),
            Input("w", 4, 2, 3, 3),
            Own("FusedConv", "x w", "y", Text("activation", "Clip"), FloatList("activation_params", -0.2f, 0.3f)),
        ]),
        ["FusedGemm"] = Runtime([
            Input("a", 2, 3),
            Input("b", 3, 4),
            Input("c", 4),
            Own("FusedGemm", "a b c", "y", Text("activation", "LeakyRelu"), Float("activation_alpha", 0.2f), Float("alpha", 0.5f)),
        ]),
        ["Gelu"] = Runtime([Input("x", 2, 3), Own("Gelu", "x", "y")]),
        ["BiasGelu"] = Runtime([Input("x", 2, 3, 4), Input("b", 4), Own("BiasGelu", "x b", "y")]),
        ["FastGelu"] = Runtime([Input("x", 2, 3, 4), Input("b", 4), Own("FastGelu", "x b", "y")]),
        ["QuickGelu"] = Runtime([Input("x", 2, 3, 4), Own("QuickGelu", "x", "y")]),
        ["SkipLayerNormalization"] = Runtime(
            ["y", "sum"],
            Input("x", 2, 3, 8),
            Input("skip", 2, 3, 8),
            Input("g", 8),
            Input("h", 8),
            Input("b", 8),
            Own("SkipLayerNormalization", "x skip g h b", "y . . sum", Float("epsilon", 1e-5f))
        ),
        ["SkipLayerNormalization without shift"] = Runtime([
            Input("x", 2, 3, 8),
            Input("skip", 3, 8),
            Input("g", 8),
            Own("SkipLayerNormalization", "x skip g", "y"),
        ]),
        ["SkipSimplifiedLayerNormalization"] = Runtime(
            ["y", "sum"],
            Input("x", 2, 3, 8),
            Input("skip", 2, 3, 8),
            Input("g", 8),
            Own("SkipSimplifiedLayerNormalization", "x skip g", "y . . sum", Float("epsilon", 1e-5f))
        ),
        ["SimplifiedLayerNormalization"] = Runtime([
            Input("x", 2, 3, 8),
            Input("g", 8),
            Node("SimplifiedLayerNormalization", "x g", "y", Float("epsilon", 1e-5f)),
        ]),
        ["EmbedLayerNormalization"] = Runtime([
            .. Embedding,
            Own("EmbedLayerNormalization", "ids kinds tokens places segments g h", "y count", Float("epsilon", 1e-5f)),
        ]),
        ["EmbedLayerNormalization with a mask and places"] = Runtime([
            .. Embedding,
            Held("mask", Tensor.From<int>([1, 1, 0, 1, 1, 1], 2, 3)),
            Held("at", Tensor.From<int>([3, 2, 0, 1, 1, 4], 2, 3)),
            Own("EmbedLayerNormalization", "ids - tokens places - g h mask at", "y count", Float("epsilon", 1e-5f)),
        ]),
        ["Attention"] = Attention("x w b"),
        ["Attention that looks back"] = Attention("x w b", Int("unidirectional", 1)),
        ["Attention with a mask"] = Attention("x w b mask", [Held("mask", Tensor.From<int>([1, 1, 0, 1, 0, 0], 2, 3))]),
        ["Attention with a mask for each query"] = Attention(
            "x w b mask",
            [Held("mask", Tensor.From<int>([1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0], 2, 3, 3))]
        ),
        ["Attention with lengths"] = Attention("x w b mask", [Held("mask", Tensor.From<int>([3, 1]))]),
        ["Attention with ends and starts"] = Attention("x w b mask", [Held("mask", Tensor.From<int>([3, 2, 1, 0]))]),
        ["Attention with something added"] = Attention("x w b - - more", [Input("more", 1, 2, 3, 3)], Float("scale", 0.7f)),
        ["Attention with narrower values"] = Runtime([
            Input("x", 2, 3, 8),
            Input("w", 8, 20),
            Input("b", 20),
            Own("Attention", "x w b", "y", Int("num_heads", 2), Ints("qkv_hidden_sizes", 8, 8, 4)),
        ]),
        ["Attention with earlier keys"] = Runtime(
            ["y", "present"],
            Input("x", 2, 3, 8),
            Input("w", 8, 24),
            Input("b", 24),
            Input("past", 2, 2, 2, 4, 4),
            Own("Attention", "x w b - past", "y present", Int("num_heads", 2), Int("unidirectional", 1))
        ),
        ["Attention and what follows it, with free batch and length"] = Runtime([
            Input("x", -1, -1, 8),
            Input("w", 8, 24),
            Input("b", 24),
            Input("g", 8),
            Input("h", 8),
            Own("Attention", "x w b", "a", Int("num_heads", 2), Int("unidirectional", 1)),
            Own("SkipLayerNormalization", "a x g h", "n"),
            Own("BiasGelu", "n h", "y"),
        ]),
        ["QGemm with a free batch"] = Runtime([
            .. Quantising("a", -1, 4),
            Signed("w", 3, 4),
            Floats("sw", [], 0.01f),
            Held("zw", Tensor.Scalar((sbyte)0)),
            .. Result,
            Own("QGemm", "qa sa za w sw zw - sy zy", "qy", Int("transB", 1)),
            Back,
        ]),
        ["QAttention"] = Runtime([
            Input("x", 2, 3, 8),
            Signed("w", 8, 24),
            Floats("sw", [], 0.004f),
            Held("zw", Tensor.Scalar((sbyte)0)),
            Input("b", 24),
            Held("mask", Tensor.From<int>([3, 1])),
            Node("DynamicQuantizeLinear", "x", "q s z"),
            Own("QAttention", "q w b s sw mask z zw", "y", Int("num_heads", 2)),
        ]),
        ["MultiHeadAttention"] = Heads("q k v"),
        ["MultiHeadAttention with a bias"] = Heads("q k v b", [Input("b", 28)]),
        ["MultiHeadAttention with lengths"] = Heads("q k v - mask", [Held("mask", Tensor.From<int>([5, 2]))]),
        ["MultiHeadAttention with a mask"] = Heads("q k v - mask", [Held("mask", Tensor.From<int>([1, 1, 0, 1, 0, 0, 1, 1, 1, 1], 2, 5))]),
        ["MultiHeadAttention with something added"] = Heads("q k v - - more", [Input("more", 2, 2, 3, 5)], Float("scale", 0.7f)),
        ["MultiHeadAttention of keys that are parted"] = Runtime([
            Input("q", 2, 3, 8),
            Input("k", 2, 2, 5, 4),
            Input("v", 2, 2, 5, 4),
            Own("MultiHeadAttention", "q k v", "y", Int("num_heads", 2)),
        ]),
        ["MultiHeadAttention that looks back, with earlier keys"] = Runtime(
            ["y", "nk", "nv"],
            Input("q", 2, 3, 8),
            Input("k", 2, 3, 8),
            Input("v", 2, 3, 8),
            Input("pk", 2, 2, 4, 4),
            Input("pv", 2, 2, 4, 4),
            Own("MultiHeadAttention", "q k v - - - pk pv", "y nk nv", Int("num_heads", 2), Int("unidirectional", 1))
        ),
        ["RotaryEmbedding"] = Turned([Held("at", Tensor.From<long>([0, 1, 2, 5, 3, 4], 2, 3))], Input("x", 2, 3, 16), Int("num_heads", 2)),
        ["RotaryEmbedding of neighbours from a place on"] = Turned(
            [Held("at", Tensor.From<long>([2], 1))],
            Input("x", 2, 3, 16),
            Int("interleaved", 1)
        ),
        ["RotaryEmbedding of parted heads"] = Turned([Held("at", Tensor.From<long>([0, 1, 2, 5, 3, 4], 2, 3))], Input("x", 2, 2, 3, 8)),
        ["QuantizeLinear to 16 bits and back"] = Runtime([
            Input("x", 2, 3),
            Floats("s", [], 0.001f),
            Held("z", Tensor.Scalar((ushort)30000)),
            Own("QuantizeLinear", "x s z", "q"),
            Own("DequantizeLinear", "q s z", "y"),
        ]),
    };

    private static readonly Lazy<Dictionary<string, (OnnxRuntimeOracle.Answer Theirs, OnnxRuntimeOracle.Answer Again)>> Answers = new(() =>
    {
        var answers = OnnxRuntimeOracle.RunAll([
            .. Models.Values.SelectMany(model =>
            {
                var graph = Read(model);
                var inputs = OperatorSamples.InputsOf(graph);
                return new[] { new OnnxRuntimeOracle.Question(model.ToByteArray(), inputs), new(Write(graph), inputs) };
            }),
        ]);
        return Models
            .Keys.Select((name, i) => (name, i))
            .ToDictionary(pair => pair.name, pair => (answers[2 * pair.i], answers[(2 * pair.i) + 1]));
    });

    public static TheoryData<string> Names => [.. Models.Keys];

    private static IMessage[] Result => [Floats("sy", [], Step), Zero("zy", 120)];

    // The scale for which the runtime computes shares exactly; what comes out is read with another one.
    private static IMessage[] Shares => [Floats("share", [], 1f / 256), Zero("none", 0)];

    private static NodeProto Back => Node("DequantizeLinear", "qy sy zy", "y");

    private static IMessage[] Embedding =>
        [
            Input("tokens", 7, 8),
            Input("places", 5, 8),
            Input("segments", 2, 8),
            Input("g", 8),
            Input("h", 8),
            Held("ids", Tensor.From<int>([0, 6, 2, 3, 3, 1], 2, 3)),
            Held("kinds", Tensor.From<int>([0, 0, 1, 1, 0, 1], 2, 3)),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_formula_gives_the_numbers_of_ONNX_Runtime_here_and_when_it_is_written(string name)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var (theirs, again) = Answers.Value[name];
        Assert.True(theirs.Error is null, theirs.Error);
        Assert.True(again.Error is null, again.Error);
        var graph = Read(Models[name]);
        var isQuantised = Models[name].Graph.Node[^1].OpType == "DequantizeLinear" && Models[name].Graph.Node[^1].Input[1] == "sy";
        foreach (var kernels in DeviceCatalogue.Names)
        {
            foreach (var (output, numbers) in GraphRun.Of(graph, OperatorSamples.InputsOf(graph), kernels))
            {
                foreach (var found in new[] { numbers, again.Outputs[output] })
                {
                    TensorAssert.Close(theirs.Outputs[output], found, 1e-4, isQuantised ? 1.01 * Step : 1e-5);
                    Assert.True(
                        !isQuantised || Others(theirs.Outputs[output], found) * 20 <= found.Count,
                        $"{Others(theirs.Outputs[output], found)} of {found.Count} numbers are a step off."
                    );
                }
            }
        }
    }

    [Fact]
    public void A_file_without_an_opset_of_the_standard_is_read_where_it_needs_none()
    {
        var model = Models["Gelu"].Clone();
        model.OpsetImport.RemoveAt(0);
        Assert.Equal(new Shape(2, 3), Read(model).Outputs[0].Shape);
    }

    [Fact]
    public void An_operator_of_classical_machine_learning_is_sent_to_ONNX_Runtime()
    {
        var model = Runtime([
            Input("x", 2, 3),
            new NodeProto
            {
                Name = "trees",
                OpType = "TreeEnsembleRegressor",
                Domain = "ai.onnx.ml",
                Input = { "x" },
                Output = { "y" },
            },
        ]);
        Assert.Contains(
            "node 'trees': TreeEnsembleRegressor is an operator of classical machine learning",
            Refusal(model),
            StringComparison.Ordinal
        );
        Assert.Contains("write 'runtime: onnxruntime'", Refusal(model), StringComparison.Ordinal);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Refused("[B, T, heads·D] of 3 heads", Attention("x w b", Int("num_heads", 3)), ("num_heads", 3));
        Refused("do not add up to the 24 columns", Attention("x w b", Ints("qkv_hidden_sizes", 8, 8, 9)));
        Refused("the mask must be", Attention("x w b mask", [Held("mask", Tensor.From<int>([1, 2, 3, 4, 5, 6, 7, 8], 8))]));
        Refused("turned positions", Attention("x w b", Int("do_rotary", 1)));
        Refused("expected 2, 4 or 8 bits", Models["MatMulNBits"], ("bits", 3));
        Refused("'K' must be above 0", Models["MatMulNBits"], ("K", -20));
        Refused("'N' must be above 0", Models["MatMulNBits"], ("N", long.MaxValue));
        Refused("node of y", Models["MatMulNBits"], ("block_size", 1 << 20));
        Refused(
            "the activation 'Swing' is not known here; known: Relu",
            Runtime([Input("x", 1, 2, 5, 6), Input("w", 4, 2, 3, 3), Own("FusedConv", "x w", "y", Text("activation", "Swing"))])
        );
        Refused(
            "the scale of its result (input 3) is missing",
            Runtime([.. Quantising("a", 2, 3), Own("QLinearSigmoid", "qa sa za", "y")])
        );
        Refused(
            "expected numbers, scale and zero point for each part",
            Runtime([.. Quantising("a", 2, 3), .. Result, Own("QLinearConcat", "sy zy qa sa za qa", "y", Int("axis", 0))])
        );
        Refused(
            "channels after the samples",
            QuantisedImage(Own("QLinearAveragePool", "qa sa za sy zy", "qy", Ints("kernel_shape", 2, 2), Int("channels_last", 1)))
        );
        Refused(
            "rotary_embedding_dim must be even",
            Turned([Held("at", Tensor.From<long>([0, 1, 2, 5, 3, 4], 2, 3))], Input("x", 2, 2, 3, 8), Int("rotary_embedding_dim", 7))
        );
        Refused(
            "segments and their table only together",
            Runtime([.. Embedding, Own("EmbedLayerNormalization", "ids kinds tokens places - g h", "y")])
        );
        Refused("expected keys (input 1)", Runtime([Input("q", 2, 3, 8), Own("MultiHeadAttention", "q", "y", Int("num_heads", 2))]));
    }

    private static void Refused(string why, ModelProto model, (string Name, long Number)? lie = null)
    {
        var damaged = model.Clone();
        if (lie is { } told)
        {
            foreach (var attribute in damaged.Graph.Node.SelectMany(node => node.Attribute).Where(attribute => attribute.Name == told.Name))
            {
                attribute.I = told.Number;
            }
        }

        Assert.Contains(why, Refusal(damaged), StringComparison.Ordinal);
    }

    private static int Others(Tensor theirs, Tensor ours) =>
        theirs.Span<float>().ToArray().Zip(ours.Span<float>().ToArray()).Count(pair => Math.Abs(pair.First - pair.Second) > 1e-5);

    private static ModelProto Runtime(IMessage[] parts) => Runtime(["y"], parts);

    private static ModelProto Runtime(string[] outputs, params IMessage[] parts)
    {
        var model = Model(21, outputs[0], parts);
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        model.IrVersion = 10;
        model.Graph.Output.Add(
            outputs
                .Skip(1)
                .Select(name => new ValueInfoProto
                {
                    Name = name,
                    Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } },
                })
        );
        foreach (var node in model.Graph.Node)
        {
            for (var i = 0; i < node.Output.Count; i++)
            {
                node.Output[i] = node.Output[i] == "." ? "" : node.Output[i];
            }
        }

        return model;
    }

    private static NodeProto Own(string @operator, string inputs, string outputs, params AttributeProto[] attributes)
    {
        var node = Node(@operator, inputs, outputs, attributes);
        node.Domain = "com.microsoft";
        return node;
    }

    private static IMessage[] Quantising(string name, params long[] sizes) =>
        [
            Input(name, sizes),
            Floats($"s{name}", [], 0.0097f),
            Zero($"z{name}", 110),
            Node("QuantizeLinear", $"{name} s{name} z{name}", $"q{name}"),
        ];

    private static ModelProto Quantised(IMessage[] second, NodeProto node) =>
        Runtime([
            .. Quantising("a", 2, 3, 4),
            .. second,
            .. second is not [ValueInfoProto]
                ? []
                : new IMessage[] { Floats("sb", [], 0.0083f), Zero("zb", 128), Node("QuantizeLinear", "b sb zb", "qb") },
            .. Result,
            node,
            Back,
        ]);

    private static ModelProto QuantisedImage(NodeProto node) => Runtime([.. Quantising("a", 2, 3, 5, 4), .. Result, node, Back]);

    private static ModelProto Attention(string inputs, params AttributeProto[] attributes) => Attention(inputs, [], attributes);

    private static ModelProto Attention(string inputs, IMessage[] parts, params AttributeProto[] attributes) =>
        Runtime([
            Input("x", 2, 3, 8),
            Input("w", 8, 24),
            Input("b", 24),
            .. parts,
            Own("Attention", inputs, "y", [Int("num_heads", 2), .. attributes.Where(attribute => attribute.Name != "num_heads")]),
        ]);

    private static ModelProto Heads(string inputs, IMessage[]? parts = null, params AttributeProto[] attributes) =>
        Runtime([
            Input("q", 2, 3, 8),
            Input("k", 2, 5, 8),
            Input("v", 2, 5, 12),
            .. parts ?? [],
            Own("MultiHeadAttention", inputs, "y", [Int("num_heads", 2), .. attributes]),
        ]);

    private static ModelProto Turned(IMessage[] parts, ValueInfoProto x, params AttributeProto[] attributes) =>
        Runtime([x, Input("cos", 6, 4), Input("sin", 6, 4), .. parts, Own("RotaryEmbedding", "x at cos sin", "y", attributes)]);

    private static TensorProto Held(string name, Tensor data) => TensorFormat.Write(name, data);

    private static TensorProto Zero(string name, byte number) => Held(name, Tensor.Scalar(number));

    private static TensorProto Bytes(string name, params int[] sizes) =>
        Held(name, Tensor.From<byte>([.. Numbers(sizes).Select(number => (byte)number)], sizes));

    private static TensorProto Signed(string name, params int[] sizes) =>
        Held(name, Tensor.From<sbyte>([.. Numbers(sizes).Select(number => (sbyte)(number - 128))], sizes));

    private static IEnumerable<int> Numbers(int[] sizes) =>
        Enumerable.Range(0, sizes.Aggregate((a, b) => a * b)).Select(i => ((i * 73) + 41) % 256);

    private static AttributeProto FloatList(string name, params float[] values) =>
        new()
        {
            Name = name,
            Type = AttributeProto.Types.AttributeType.Floats,
            Floats = { values },
        };
}
