using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using static Decant.Engine.Tests.Onnx.HandMade;
using static Decant.Engine.Tests.Onnx.RuntimeOperators.RuntimeParts;

namespace Decant.Engine.Tests.Onnx.RuntimeOperators;

/// <summary>Operators that join several of the standard.</summary>
internal static class FusedOperators
{
    public static Dictionary<string, ModelProto> Models { get; } =
        new()
        {
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
        };

    private static AttributeProto FloatList(string name, params float[] values) =>
        new()
        {
            Name = name,
            Type = AttributeProto.Types.AttributeType.Floats,
            Floats = { values },
        };
}
