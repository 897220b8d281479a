using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>FusedGemm: Gemm, then an activation.</summary>
internal sealed class FusedGemmTranslation() : RuntimeFormulaTranslation("FusedGemm", 2, 3)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        string[] names = ["activation_alpha", "activation_beta", "activation_gamma"];
        var numbers = names.TakeWhile(node.HasAttribute).Select(name => node.Float(name, 0)).ToArray();
        return FusedActivation.Of(node, GemmTranslation.Formula(node), numbers);
    }
}
