using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using static Decant.Engine.Tests.Onnx.HandMade;
using Draw = Decant.Engine.Tests.Onnx.RandomFileDraw;
using Operand = Decant.Engine.Tests.Onnx.RandomFileDraw.Operand;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Operators of files that move elements, or read between them.</summary>
internal static class RandomMovingSteps
{
    private static readonly string[] s_coordinates =
    [
        "half_pixel",
        "pytorch_half_pixel",
        "half_pixel_symmetric",
        "asymmetric",
        "align_corners",
    ];

    public static IEnumerable<Func<Draw, Operand, Operand, string?>> All() =>
        [
            (d, x, _) =>
                x.Rank == 4 && x[1] > 0 && x[1] % 4 == 0 && x.IsKnown(2)
                    ? d.Add("DepthToSpace", x.Name, Int("blocksize", 2), Text("mode", d.Of("DCR", "CRD")))
                    : null,
            (d, x, _) =>
                x.Rank == 4 && x.IsKnown(1) && x[2] % 2 == 0 && x[3] % 2 == 0 ? d.Add("SpaceToDepth", x.Name, Int("blocksize", 2)) : null,
            (d, x, _) =>
                x.Rank == 3 && x.IsKnown(1) && x[1] < 40 && x[2] < 40
                    ? d.Add(
                        "Einsum",
                        $"{x.Name} {d.Numbers(-1, 1, x[2], 3)}",
                        Text("equation", d.Of("bij,jk->bik", "bij,jk->bki", "bij,jk->bi"))
                    )
                    : null,
            (d, x, _) =>
                x.Rank == 3 && x.IsKnown(1) && x[1] < 40 && x[2] < 40
                    ? d.Add("Einsum", $"{x.Name} {x.Name}", Text("equation", d.Of("bij,bkj->bik", "bij,bij->b", "...ij,...ij->...i")))
                    : null,
            (d, x, _) =>
                x.Rank is 2 or 3 && x.IsKnown(1)
                    ? d.Add("Tile", $"{x.Name} {d.Longs([1, .. Enumerable.Range(1, x.Rank - 1).Select(_ => 1L + d.Below(3))])}")
                    : null,
            (d, x, _) =>
                x.Rank is 2 or 3 && x.IsKnown(1)
                    ? d.Add(
                        "Trilu",
                        d.Add("Unsqueeze", $"{x.Name} {d.Longs(1)}") + (d.Coin() ? $" {d.Long(d.Below(5) - 2)}" : ""),
                        Int("upper", d.Below(2))
                    )
                    : null,
            (d, x, _) =>
                x.Rank > 1 && x[-1] > 1 ? d.AddAll("Split", $"{x.Name} {d.Longs(1, x[-1] - 1)}", 2, Int("axis", -1))[d.Below(2)] : null,
            (d, x, _) => x.Rank > 1 && x[-1] > 1 ? d.AddAll("Split", x.Name, 2, Int("axis", -1), Int("num_outputs", 2))[d.Below(2)] : null,
            (d, x, _) =>
                d.Add(
                    "Mul",
                    $"{x.Name} {d.Add("Cast", d.Add("Sin", d.Add("Cast", d.Add("Size", x.Name), Int("to", 1))), Int("to", d.Code))}"
                ),
            (d, x, _) =>
                x.Rank > 1 && x[1] > 0
                    ? d.Add("Mul", $"{x.Name} {d.Add("ConstantOfShape", d.Add("Shape", x.Name, Int("start", 1)), Constant(2, d.Code))}")
                    : null,
            (d, x, _) =>
                x.Rank > 1 && x.IsKnown(1)
                    ? d.Add(
                        "Expand",
                        $"{d.Add("ReduceSum", $"{x.Name} {d.Longs(-1)}")} {d.Longs([.. Enumerable.Repeat(1L, x.Rank - 1), 3])}"
                    )
                    : null,
            (d, x, _) =>
                x.Rank > 2 && x[1] > 0
                    ? d.Add(
                        "Compress",
                        $"{x.Name} {d.Add(Tensor.From<bool>([.. Enumerable.Range(0, x[1]).Select(i => i % 3 != 1)], x[1]))}",
                        Int("axis", 1)
                    )
                    : null,
            (d, x, _) =>
                x.Rank > 2 && x.IsKnown(1)
                    ? d.Add("CenterCropPad", $"{x.Name} {d.Longs(1 + d.Below(6), 1 + d.Below(6))}", Ints("axes", -2, -1))
                    : null,
            (d, x, _) => x.Rank > 1 && x[1] > 0 ? d.Add("Gather", $"{x.Name} {d.Longs(0, -1, d.Below(x[1]))}", Int("axis", 1)) : null,
            (d, x, _) =>
                x.Rank == 3 && x.IsKnown(1)
                    ? d.Add(
                        "GatherND",
                        $"{d.Add("Transpose", x.Name, Ints("perm", 1, 2, 0))} {d.Add(Tensor.From<long>([0, 0, x[1] - 1, -1], 2, 2))}"
                    )
                    : null,
            (d, x, _) => x.Rank == 3 && x.IsKnown(1) ? Scattered(d, x) : null,
            (d, x, _) =>
                x.Rank > 2 && x.IsKnown(1) && x.Rank < 5
                    ? d.Add(
                        "Pad",
                        $"{x.Name} {d.Longs([.. new long[x.Rank - 1], d.Below(3), .. new long[x.Rank - 1], d.Below(3)])}",
                        Text("mode", d.Of("constant", "edge"))
                    )
                    : null,
            (d, x, _) =>
                x.Rank > 2 && x[-1] > 3 && x.Rank < 5
                    ? d.Add(
                        "Pad",
                        $"{x.Name} {d.Longs([.. new long[x.Rank - 1], d.Below(3), .. new long[x.Rank - 1], d.Below(3)])}",
                        Text("mode", d.Of("reflect", "wrap"))
                    )
                    : null,
            (d, x, _) => x.Rank == 4 && x.IsKnown(1) ? Resized(d, x, d.Of("nearest", "linear", "cubic"), d.Of(s_coordinates)) : null,
            (d, x, _) =>
                x.Rank == 4 && x.IsKnown(1) && x[2] > 1 && x[3] > 1
                    ? d.Add("Resize", $"{x.Name} - {d.Floats([4], 1, 1, 0.5f, 0.75f)}", Text("mode", "linear"), Int("antialias", 1))
                    : null,
            (d, x, _) =>
                x.Rank == 4 && x.IsKnown() && d.Opset >= 20
                    ? d.Add(
                        "GridSample",
                        $"{d.Add("Slice", $"{x.Name} {d.Longs(0)} {d.Longs(1)} {d.Longs(0)}")} {d.Numbers(-1.3, 1.3, 1, 2, 3, 2)}",
                        Text("mode", d.Of("linear", "cubic")),
                        Text("padding_mode", d.Of("zeros", "border", "reflection")),
                        Int("align_corners", d.Below(2))
                    )
                    : null,
            (d, _, _) =>
                d.Opset >= 20
                    ? d.Add("AffineGrid", $"{d.Numbers(-1, 1, 2, 2, 3)} {d.Longs(2, 1, 3, 4)}", Int("align_corners", d.Below(2)))
                    : null,
            (d, x, _) =>
                x.Rank == 2 && x[1] > 1
                    ? d.Add("EyeLike", d.Numbers(0, 1, 4, x[1] % 7), Int("k", d.Below(3) - 1), Int("dtype", d.Code))
                    : null,
            (d, _, _) => d.IsHalf ? null : d.Add("Range", $"{d.Given([], 0.5f)} {d.Given([], 3)} {d.Given([], d.Of(0.5f, 0.7f))}"),
            (d, x, _) =>
                x.Rank == 3 && x.IsKnown(1)
                    ? d.Add(
                        "ReverseSequence",
                        $"{d.Add("Transpose", x.Name, Ints("perm", 1, 2, 0))} "
                            + $"{d.Longs([.. Enumerable.Range(0, x[2]).Select(i => 1L + (i % x[1]))])}",
                        Int("time_axis", 0),
                        Int("batch_axis", 1)
                    )
                    : null,
            (d, x, _) =>
                x.Rank == 3 && x.IsKnown(1) && x[1] < 40 && x[2] < 40 && d.Opset >= 20
                    ? d.Add("DFT", $"{d.Add("Unsqueeze", $"{x.Name} {d.Longs(-1)}")} - {d.Long(d.Of(1, 2))}", Int("onesided", d.Below(2)))
                    : null,
            (d, x, _) =>
                x.Rank == 2 && x[1] > 12 && d.Opset >= 18
                    ? d.Add(
                        "STFT",
                        $"{d.Add("Unsqueeze", $"{x.Name} {d.Longs(-1)}")} {d.Long(3)} - {d.Long(8)}",
                        Int("onesided", d.Below(2))
                    )
                    : null,
            (d, _, _) =>
                d.Add(
                    "Cast",
                    d.Add(d.Of("HannWindow", "HammingWindow", "BlackmanWindow"), d.Long(1 + d.Below(9)), Int("periodic", d.Below(2))),
                    Int("to", d.Code)
                ),
            (d, _, _) =>
                d.Add("MelWeightMatrix", $"{d.Long(4 + d.Below(5))} {d.Long(64)} {d.Long(8192)} {d.Floats([], 0)} {d.Floats([], 4096)}"),
            (d, x, _) => x.Rank > 2 && x.IsKnown(1) ? d.Add("Flatten", x.Name, Int("axis", d.Axis(x, 1))) : null,
        ];

    private static AttributeProto Constant(float number, int code)
    {
        var tensor = new TensorProto { DataType = code, Dims = { 1 } };
        tensor.RawData = Google.Protobuf.ByteString.CopyFrom(
            code == 10 ? BitConverter.GetBytes((Half)number)
            : code == 11 ? BitConverter.GetBytes((double)number)
            : BitConverter.GetBytes(number)
        );
        return new AttributeProto
        {
            Name = "value",
            Type = AttributeProto.Types.AttributeType.Tensor,
            T = tensor,
        };
    }

    private static string Scattered(Draw d, Operand x)
    {
        var turned = d.Add("Transpose", x.Name, Ints("perm", 1, 2, 0));
        return d.Add(
            "ScatterND",
            $"{turned} {d.Add(Tensor.From<long>([0, 0, x[1] - 1, -1], 2, 2))} "
                + $"{d.Add("GatherND", $"{turned} {d.Add(Tensor.From<long>([x[1] - 1, 0, 0, -1], 2, 2))}")}"
        );
    }

    private static string Resized(Draw d, Operand x, string mode, string coordinates)
    {
        var attributes = new List<AttributeProto> { Text("mode", mode), Text("coordinate_transformation_mode", coordinates) };
        if (mode == "nearest")
        {
            attributes.Add(Text("nearest_mode", d.Of("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")));
        }

        if (mode == "cubic")
        {
            attributes.AddRange([Float("cubic_coeff_a", d.Of(-0.75f, -0.5f)), Int("exclude_outside", d.Below(2))]);
        }

        // Of a length that the scale does not give exactly, the standard's vectors take the fraction between aligned corners, ONNX Runtime
        // what is left without it.
        var targets =
            coordinates != "align_corners" && d.Coin()
                ? $"- {d.Floats([4], 1, 1, d.Of(0.5f, 1, 2, 1.5f), d.Of(1, 2, 3, 2.5f))}"
                : $"- - {d.Longs(1 + d.Below(9), 1 + d.Below(9))}";
        if (targets.StartsWith("- -", StringComparison.Ordinal))
        {
            attributes.Add(Ints("axes", 2, 3));
        }

        return d.Add("Resize", $"{x.Name} {targets}", [.. attributes]);
    }
}
