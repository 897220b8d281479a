using Decant.Engine.Onnx.Format;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Passes;

/// <summary>Files that hold the operators themselves, which are read as formulas: fusing makes operators of them again.</summary>
public sealed class FuseImportedTests
{
    private static readonly Dictionary<string, (ModelProto Model, string Operator)> s_files = new()
    {
        ["LayerNormalization"] = (
            Model(17, "y", Input("x", 2, 3, 4), Input("s", 4), Input("b", 4), Node("LayerNormalization", "x s b", "y")),
            nameof(LayerNormalization)
        ),
        ["LayerNormalization without bias"] = (
            Model(17, "y", Input("x", 2, 3, 4), Input("s", 4), Node("LayerNormalization", "x s", "y", Float("epsilon", 0.01f))),
            nameof(LayerNormalization)
        ),
        ["LayerNormalization of two axes"] = (
            Model(
                17,
                "y",
                Input("x", 2, 3, 4),
                Input("s", 3, 4),
                Input("b", 3, 4),
                Node("LayerNormalization", "x s b", "y", Int("axis", 1))
            ),
            nameof(LayerNormalization)
        ),
        ["Gelu"] = (Model(20, "y", Input("x", 2, 3, 4), Node("Gelu", "x", "y")), nameof(Gelu)),
        ["Attention"] = (Attention("q k v"), nameof(ScaledDotProductAttention)),
        ["Attention with a scale"] = (Attention("q k v", Float("scale", 0.3f)), nameof(ScaledDotProductAttention)),
        ["Attention that looks back"] = (Attention("q k v", Int("is_causal", 1)), nameof(ScaledDotProductAttention)),
        ["Attention of merged heads"] = (
            Model(
                23,
                "y",
                Input("q", 2, 3, 8),
                Input("k", 2, 5, 8),
                Input("v", 2, 5, 12),
                Node("Attention", "q k v", "y", Int("q_num_heads", 2), Int("kv_num_heads", 2))
            ),
            nameof(ScaledDotProductAttention)
        ),
        ["Attention with a mask"] = (
            Model(
                23,
                "y",
                Input("q", 2, 2, 3, 4),
                Input("k", 2, 2, 5, 4),
                Input("v", 2, 2, 5, 6),
                Input("mask", 3, 5),
                Node("Attention", "q k v mask", "y")
            ),
            nameof(ScaledDotProductAttention)
        ),
        ["Attention with truths"] = (
            Model(
                23,
                "y",
                Input("q", 2, 2, 3, 4),
                Input("k", 2, 2, 5, 4),
                Input("v", 2, 2, 5, 6),
                InputOf(9, "mask", 3, 5),
                Node("Attention", "q k v mask", "y")
            ),
            nameof(ScaledDotProductAttention)
        ),
    };

    public static TheoryData<string> Files => [.. s_files.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void What_a_file_calls_by_its_name_is_one_operator_with_the_same_answers_and_derivatives(string file)
    {
        var (model, name) = s_files[file];
        var graph = Read(model);
        var fused = PassLists.Forward.Run(graph);
        Assert.Single(fused.Nodes, node => node.Operator.Name == name);
        Assert.DoesNotContain(fused.Nodes, node => node.Operator is Softmax or Sqrt or Erf or MatMul);
        Formulas.Same(graph, fused);
    }

    private static ModelProto Attention(string inputs, params AttributeProto[] attributes) =>
        Model(23, "y", Input("q", 2, 2, 5, 4), Input("k", 2, 2, 5, 4), Input("v", 2, 2, 5, 6), Node("Attention", inputs, "y", attributes));
}
