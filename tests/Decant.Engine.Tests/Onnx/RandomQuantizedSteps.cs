using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using static Decant.Engine.Tests.Onnx.HandMade;
using Draw = Decant.Engine.Tests.Onnx.RandomFileDraw;
using Operand = Decant.Engine.Tests.Onnx.RandomFileDraw.Operand;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Quantised numbers of inputs, and products of them. Scales are powers of two, so that what is rounded is the same everywhere.
/// </summary>
internal static class RandomQuantizedSteps
{
    private const float Fine = 1f / 64;

    public static IEnumerable<Func<Draw, Operand, Operand, string?>> All() =>
        [
            (d, _, i) => Meant(d, Quantized(d, i), Fine),
            (d, _, i) => Meant(d, Quantized(d, i, isSigned: true), Fine, isSigned: true),
            (d, _, i) => Dynamic(d, d.AddAll("DynamicQuantizeLinear", Plain(d, i), 3)),
            (d, _, i) =>
                i.Rank > 1 && i[1] > 0
                    ? d.Add(
                        "DequantizeLinear",
                        $"{d.Add("QuantizeLinear", $"{Plain(d, i)} {Scales(d, i[1])} {d.Bytes(true, i[1])}", Int("axis", 1))} {Scales(d, i[1])} {d.Bytes(true, i[1])}",
                        Int("axis", 1)
                    )
                    : null,
            (d, _, i) =>
                i.Rank == 4 && i.IsKnown(1)
                    ? d.Add(
                        "ConvInteger",
                        $"{Quantized(d, i)} {d.Bytes(d.Coin(), 16, i[1], d.Of(1, 3), d.Of(1, 3))} {Zero(d)}",
                        Ints("pads", 1, 1, 1, 1)
                    )
                    : null,
            (d, _, i) =>
                i.Rank == 4 && i.IsKnown(1)
                    ? d.Add(
                        "ConvInteger",
                        $"{Quantized(d, i)} {d.Bytes(false, i[1], 1, 3, 3)} {Zero(d)} {Zero(d)}",
                        Ints("pads", 1, 1, 1, 1),
                        Int("group", i[1])
                    )
                    : null,
            (d, _, i) => i.Rank == 4 && i.IsKnown(1) ? Convolved(d, i) : null,
            (d, _, i) =>
                i.Rank > 1 && i[-1] > 0 ? d.Add("MatMulInteger", $"{Quantized(d, i)} {d.Bytes(d.Coin(), i[-1], 3)} {Zero(d)}") : null,
            (d, _, i) =>
                i.Rank > 1 && i[-1] > 0
                    ? Meant(
                        d,
                        d.Add(
                            "QLinearMatMul",
                            $"{Quantized(d, i)} {d.Floats([], Fine)} {Zero(d)} {d.Bytes(false, i[-1], 3)} "
                                + $"{d.Floats([], Fine)} {Zero(d)} {d.Floats([], 1)} {Zero(d)}"
                        ),
                        1
                    )
                    : null,
            (d, _, i) =>
                i.Rank == 4 && i.IsKnown(1) && i[2] > 2 && i[3] > 2
                    ? Meant(d, d.Add("MaxPool", Quantized(d, i), Ints("kernel_shape", 2, 2), Ints("strides", 1, 2)), Fine)
                    : null,
            (d, _, i) =>
                i.Rank > 1 ? Meant(d, d.Add("Concat", $"{Quantized(d, i)} {Quantized(d, i)}", Int("axis", d.Axis(i, 1))), Fine) : null,
            (d, _, i) => Meant(d, d.Add("Transpose", Quantized(d, i)), Fine),
            (d, _, i) =>
                i.Rank == 4 && i.IsKnown(1)
                    ? Meant(d, d.Add("Resize", $"{Quantized(d, i)} - {d.Floats([4], 1, 1, 2, 2)}", Text("mode", "nearest")), Fine)
                    : null,
            (d, _, i) => d.Add(d.Of("BitwiseAnd", "BitwiseOr", "BitwiseXor"), $"{Quantized(d, i)} {d.Bytes(false, 1)}"),
            (d, _, i) => d.Add("BitwiseNot", Quantized(d, i)),
            (d, _, i) =>
                d.Add(
                    "BitShift",
                    $"{Quantized(d, i)} {d.Add(Tensor.From<byte>([(byte)d.Below(4)], 1))}",
                    Text("direction", d.Of("LEFT", "RIGHT"))
                ),
            (d, _, i) => d.Add(d.Of("Add", "Sub", "Mul", "Min", "Max"), $"{Wide(d, i)} {d.Add("Cast", d.Bytes(true, 1), Int("to", 6))}"),
            (d, _, i) => d.Add(d.Of("Abs", "Neg", "Sign"), Wide(d, i)),
            (d, _, i) =>
                i.Rank > 1 ? d.Add(d.Of("ReduceSum", "ReduceMax", "ReduceMin", "ReduceMean"), $"{Wide(d, i)} {d.Longs(-1)}") : null,
        ];

    private static string Scales(Draw d, int count) =>
        d.Floats([count], [.. Enumerable.Range(0, count).Select(_ => d.Of(Fine, Fine / 2, Fine * 2))]);

    private static string Zero(Draw d) => d.Add(Tensor.Scalar((byte)d.Below(256)));

    private static string Quantized(Draw d, Operand i, bool isSigned = false) =>
        d.Add(
            "QuantizeLinear",
            $"{Plain(d, i)} {d.Floats([], Fine)} {(isSigned ? d.Add(Tensor.Scalar((sbyte)3)) : d.Add(Tensor.Scalar((byte)99)))}"
        );

    private static string Plain(Draw d, Operand i) => d.Add("Cast", i.Name, Int("to", 1));

    private static string Wide(Draw d, Operand i) => d.Add("Cast", Quantized(d, i), Int("to", 6));

    private static string Meant(Draw d, string x, float scale, bool isSigned = false) =>
        d.Add(
            "DequantizeLinear",
            $"{x} {d.Floats([], scale)} {(isSigned ? d.Add(Tensor.Scalar((sbyte)3)) : d.Add(Tensor.Scalar((byte)7)))}"
        );

    private static string Dynamic(Draw d, string[] parts) => d.Add("DequantizeLinear", string.Join(' ', parts));

    private static string Convolved(Draw d, Operand i)
    {
        var isSigned = d.Coin();
        var zero = d.Add(isSigned ? Tensor.Scalar((sbyte)0) : Tensor.Scalar((byte)d.Below(256)));
        List<AttributeProto> attributes = [Ints("pads", 1, 1, 1, 1), Ints("strides", d.Of(1, 2), 1)];
        var bias = d.Coin() ? " " + d.Add("Cast", d.Bytes(true, 4), Int("to", 6)) : "";
        return Meant(
            d,
            d.Add(
                "QLinearConv",
                $"{Quantized(d, i)} {d.Floats([], Fine)} {Zero(d)} {d.Bytes(isSigned, 4, i[1], 3, d.Of(1, 3))} "
                    + $"{d.Floats([], Fine)} {zero} {d.Floats([], 2)} {Zero(d)}{bias}",
                [.. attributes]
            ),
            2
        );
    }
}
