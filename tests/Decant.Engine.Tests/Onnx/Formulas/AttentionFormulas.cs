using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.Formulas.FormulaParts;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx.Formulas;

/// <summary>Attention as the standard has it, and the turning of its queries and keys.</summary>
internal static class AttentionFormulas
{
    public static Dictionary<string, ModelProto> Models { get; } =
        new()
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
            ["Attention with earlier keys"] = Attention(
                23,
                [],
                "q k v - pk pv",
                "y nk nv",
                Input("pk", 2, 2, 2, 4),
                Input("pv", 2, 2, 2, 6)
            ),
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
        };

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

    // The first of every row is true, so that no query is without a key.
    private static TensorProto Truths(string name, int rows, int columns)
    {
        var tensor = new Tensor(ElementType.Bool, rows, columns);
        for (var row = 0; row < rows; row++)
        {
            tensor.Bytes()[row * columns] = 1;
        }

        return TensorFormat.Write(name, tensor);
    }
}
