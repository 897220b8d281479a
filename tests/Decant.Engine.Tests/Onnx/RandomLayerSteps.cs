using Decant.Engine.Onnx.Format;
using static Decant.Engine.Tests.Onnx.HandMade;
using Draw = Decant.Engine.Tests.Onnx.RandomFileDraw;
using Operand = Decant.Engine.Tests.Onnx.RandomFileDraw.Operand;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Layers as files have them: convolutions of one to three dimensions, pools, attention, rotation by position, recurrence.
/// </summary>
internal static class RandomLayerSteps
{
    public static IEnumerable<Func<Draw, Operand, Operand, string?>> All() =>
        [
            (d, x, _) => IsImage(x, 3) ? Convolved(d, x, 1) : null,
            (d, x, _) => IsImage(x, 4) ? Convolved(d, x, 2) : null,
            (d, x, _) => IsImage(x, 4) ? Volume(d, x) : null,
            (d, x, _) => IsImage(x, 4) && x[2] * x[3] < 100 ? Transposed(d, x) : null,
            (d, x, _) =>
                IsImage(x, 3) && x[2] > 3
                    ? d.Add(
                        "AveragePool",
                        x.Name,
                        Ints("kernel_shape", 3),
                        Ints("strides", d.Of(1, 2)),
                        Ints("pads", 1, 1),
                        Int("count_include_pad", d.Below(2))
                    )
                    : null,
            (d, x, _) =>
                IsImage(x, 4) && x[2] > 3 && x[3] > 3
                    ? d.Add(
                        "AveragePool",
                        x.Name,
                        Ints("kernel_shape", 3, 2),
                        Ints("strides", d.Of(1, 2), 1),
                        Text("auto_pad", d.Of("SAME_UPPER", "SAME_LOWER", "VALID"))
                    )
                    : null,
            (d, x, _) =>
                IsImage(x, 4) && x[2] > 3 && x[3] > 3
                    ? d.Add("LpPool", x.Name, Ints("kernel_shape", 2, 3), Ints("strides", 1, d.Of(1, 2)), Int("p", d.Of(1, 2, 3)))
                    : null,
            (d, x, _) =>
                IsImage(x, 4) && x[2] > 3 && x[3] > 3
                    ? d.Add(
                        "MaxPool",
                        x.Name,
                        Ints("kernel_shape", 3, 2),
                        Ints("strides", d.Of(1, 2), 2),
                        Ints("dilations", 1, d.Of(1, 2)),
                        Int("ceil_mode", d.Below(2))
                    )
                    : null,
            (d, _, i) =>
                !d.IsHalf && IsImage(i, 4) && i[0] > 0 && i[2] > 3 && i[3] > 2
                    ? d.AddAll("MaxPool", i.Name, 2, Ints("kernel_shape", 2, 2), Ints("strides", 2, 1))[1]
                    : null,
            (d, _, i) =>
                !d.IsHalf && IsImage(i, 4) && i[0] > 0 && i[2] % 2 == 0 && i[3] % 2 == 0
                    ? d.Add(
                        "MaxUnpool",
                        string.Join(' ', d.AddAll("MaxPool", i.Name, 2, Ints("kernel_shape", 2, 2), Ints("strides", 2, 2))),
                        Ints("kernel_shape", 2, 2),
                        Ints("strides", 2, 2)
                    )
                    : null,
            (d, x, _) =>
                x.Rank == 3 && x.IsKnown(1) && x[1] < 50 && x[2] < 50
                    ? d.Add(
                        "Gemm",
                        $"{d.Add("Reshape", $"{x.Name} {d.Longs(-1, x[2])}")} {d.Numbers(-0.4, 0.4, 3, x[2])} "
                            + $"{d.Numbers(-1, 1, d.Of(1, 3))}",
                        Int("transB", 1),
                        Float("alpha", d.Of(1f, 0.5f)),
                        Float("beta", d.Of(1f, 2f))
                    )
                    : null,
            (d, x, _) => x.Rank == 2 && x[1] is > 0 and < 300 ? d.Add("MatMul", $"{x.Name} {d.Numbers(-0.4, 0.4, x[1])}") : null,
            (d, x, _) => d.Opset >= 23 && IsImage(x, 4) && x[2] < 50 && x[3] < 50 && x[1] < 50 ? Attended(d, x) : null,
            (d, x, _) =>
                d.Opset >= 23 && d.Code != (int)Engine.Graphs.ElementType.Float64 && x.Rank == 4 && x.IsKnown() && x[3] % 2 == 0
                    ? d.Add(
                        "RotaryEmbedding",
                        $"{d.Add("Slice", $"{x.Name} {d.Longs(0)} {d.Longs(1)} {d.Longs(0)}")} "
                            + $"{d.Numbers(-1, 1, 1, x[2], x[3] / 2)} {d.Numbers(-1, 1, 1, x[2], x[3] / 2)}",
                        Int("interleaved", d.Below(2))
                    )
                    : null,
            (d, _, _) =>
                d.Add(
                    "Col2Im",
                    $"{d.Numbers(-1, 1, 2, 18, 16)} {d.Longs(5, 8)} {d.Longs(3, 2)}",
                    Ints("dilations", 1, 2),
                    Ints("pads", 1, 1, 0, 1),
                    Ints("strides", 1, 2)
                ),
            (d, x, _) => x.Rank == 2 && x[1] is > 1 and < 300 ? d.Add("Reshape", $"{x.Name} {d.Longs(-1, 1, x[1], 1)}") : null,
        ];

    private static bool IsImage(Operand x, int rank) => x.Rank == rank && x.IsKnown(1);

    private static string Convolved(Draw d, Operand x, int axes)
    {
        var group = d.Coin() ? x[1] : 1;
        int[] kernel = [.. Enumerable.Range(0, axes).Select(_ => 1 + d.Below(3))];
        List<AttributeProto> attributes = [Int("group", group)];
        attributes.AddRange(
            d.Coin()
                ? [Text("auto_pad", d.Of("SAME_UPPER", "SAME_LOWER"))]
                :
                [
                    Ints("pads", [.. Enumerable.Range(0, 2 * axes).Select(_ => 2L)]),
                    Ints("dilations", [.. Enumerable.Range(0, axes).Select(_ => 1L + d.Below(2))]),
                ]
        );
        attributes.Add(Ints("strides", [.. Enumerable.Range(0, axes).Select(_ => 1L + d.Below(2))]));
        var channels = d.Of(1, 3, 16) * group;
        return channels > 300
            ? d.Add("Relu", x.Name)
            : d.Add(
                "Conv",
                $"{x.Name} {d.Numbers(-0.4, 0.4, [channels, x[1] / group, .. kernel])}{(d.Coin() ? " " + d.Numbers(-1, 1, channels) : "")}",
                [.. attributes]
            );
    }

    // The image's channels as depth.
    private static string Volume(Draw d, Operand x) =>
        d.Add(
            "Conv",
            $"{d.Add("Unsqueeze", $"{x.Name} {d.Longs(1)}")} "
                + $"{d.Numbers(-0.4, 0.4, 3, 1, 1 + d.Below(Math.Min(3, x[1])), 1 + d.Below(Math.Min(3, x[2])), 1)}",
            Ints("strides", 1, d.Of(1, 2), 1)
        );

    private static string Transposed(Draw d, Operand x)
    {
        var group = d.Coin() ? x[1] : 1;
        return d.Add(
            "ConvTranspose",
            $"{x.Name} {d.Numbers(-0.4, 0.4, x[1], d.Of(1, 3), 3, 2)}",
            Int("group", group),
            Ints("strides", 2, d.Of(2, 3)),
            Ints("output_padding", d.Below(2), d.Below(2)),
            Ints("pads", d.Below(2), 0, 0, d.Below(2))
        );
    }

    private static string Attended(Draw d, Operand x)
    {
        var mask = d.Below(4) switch
        {
            0 => $" {d.Numbers(-1, 1, x[2], x[2])}",
            1 => $" {d.Given([x[2], x[2]], [.. Enumerable.Range(0, x[2] * x[2]).Select(i => i < x[2] || i % 3 == 0 ? 0f : -4f)])}",
            _ => "",
        };
        return d.Add(
            "Attention",
            $"{x.Name} {d.Add("Tanh", x.Name)} {x.Name}{mask}",
            Int("is_causal", mask.Length == 0 ? d.Below(2) : 0),
            Float("softcap", d.Of(0f, 2f)),
            Float("scale", d.Number(0.1, 0.6))
        );
    }
}
