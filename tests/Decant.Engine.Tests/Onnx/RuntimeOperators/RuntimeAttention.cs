using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;
using static Decant.Engine.Tests.Onnx.RuntimeOperators.RuntimeParts;

namespace Decant.Engine.Tests.Onnx.RuntimeOperators;

/// <summary>Attention, and the turning of its queries and keys.</summary>
internal static class RuntimeAttention
{
    public static Dictionary<string, ModelProto> Models { get; } =
        new()
        {
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
            ["MultiHeadAttention"] = Heads("q k v"),
            ["MultiHeadAttention with a bias"] = Heads("q k v b", [Input("b", 28)]),
            ["MultiHeadAttention with lengths"] = Heads("q k v - mask", [Held("mask", Tensor.From<int>([5, 2]))]),
            ["MultiHeadAttention with a mask"] = Heads(
                "q k v - mask",
                [Held("mask", Tensor.From<int>([1, 1, 0, 1, 0, 0, 1, 1, 1, 1], 2, 5))]
            ),
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
            ["RotaryEmbedding"] = Turned(
                [Held("at", Tensor.From<long>([0, 1, 2, 5, 3, 4], 2, 3))],
                Input("x", 2, 3, 16),
                Int("num_heads", 2)
            ),
            ["RotaryEmbedding of neighbours from a place on"] = Turned(
                [Held("at", Tensor.From<long>([2], 1))],
                Input("x", 2, 3, 16),
                Int("interleaved", 1)
            ),
            ["RotaryEmbedding of parted heads"] = Turned([Held("at", Tensor.From<long>([0, 1, 2, 5, 3, 4], 2, 3))], Input("x", 2, 2, 3, 8)),
        };

    private static ModelProto Heads(string inputs, IMessage[]? parts = null, params AttributeProto[] attributes) =>
        Runtime([
            Input("q", 2, 3, 8),
            Input("k", 2, 5, 8),
            Input("v", 2, 5, 12),
            .. parts ?? [],
            Own("MultiHeadAttention", inputs, "y", [Int("num_heads", 2), .. attributes]),
        ]);
}
