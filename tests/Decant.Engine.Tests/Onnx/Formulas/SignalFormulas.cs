using Decant.Engine.Onnx.Format;
using static Decant.Engine.Tests.Onnx.Formulas.FormulaParts;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx.Formulas;

/// <summary>Spectra, and images put together or sampled anew.</summary>
internal static class SignalFormulas
{
    public static Dictionary<string, ModelProto> Models { get; } =
        new()
        {
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
        };

    static SignalFormulas()
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
}
