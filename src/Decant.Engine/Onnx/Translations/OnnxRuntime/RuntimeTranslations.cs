using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>The operators that ONNX Runtime's tools write into files.</summary>
internal static class RuntimeTranslations
{
    /// <summary>All of them, in order.</summary>
    public static readonly Translation[] All =
    [
        new AttentionTranslation(),
        new BiasGeluTranslation(),
        new StandardInRuntimeTranslation(new DequantizeLinearTranslation()),
        new DynamicQuantizeMatMulTranslation(),
        new EmbedLayerNormalizationTranslation(),
        new FastGeluTranslation(),
        new FusedConvTranslation(),
        new FusedGemmTranslation(),
        new FusedMatMulTranslation("FusedMatMul"),
        new StandardInRuntimeTranslation(new GeluTranslation()),
        new MatMulIntegerToFloatTranslation(),
        new MatMulNBitsTranslation(),
        new MultiHeadAttentionTranslation(),
        new QAttentionTranslation(),
        new QGemmTranslation(),
        new QLinearPairTranslation("QLinearAdd", (a, b) => a + b),
        new QLinearFunctionTranslation("QLinearAveragePool", QLinearFunctions.AveragePool),
        new QLinearConcatTranslation(),
        new QLinearFunctionTranslation("QLinearGlobalAveragePool", QLinearFunctions.GlobalAveragePool),
        new QLinearFunctionTranslation("QLinearLeakyRelu", (node, x) => x.LeakyRelu(node.Float("alpha", 0.01))),
        new QLinearPairTranslation("QLinearMul", (a, b) => a * b),
        new QLinearFunctionTranslation("QLinearSigmoid", (_, x) => x.Sigmoid()),
        new QLinearFunctionTranslation("QLinearSoftmax", QLinearFunctions.Softmax),
        new StandardInRuntimeTranslation(new QuantizeLinearTranslation()),
        new QuickGeluTranslation(),
        new RotaryEmbeddingTranslation(),
        new SkipNormalizationTranslation("SkipLayerNormalization", centred: true),
        new SkipNormalizationTranslation("SkipSimplifiedLayerNormalization", centred: false),
        new FusedMatMulTranslation("TransposeMatMul"),
    ];
}
