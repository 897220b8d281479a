using Decant.Engine.Onnx.Format;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx.Formulas;

/// <summary>Normalisations over other axes than the operators here have.</summary>
internal static class NormalizationFormulas
{
    public static Dictionary<string, ModelProto> Models { get; } =
        new()
        {
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
        };
}
