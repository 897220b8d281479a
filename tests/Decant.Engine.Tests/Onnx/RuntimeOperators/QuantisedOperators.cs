using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;
using static Decant.Engine.Tests.Onnx.RuntimeOperators.RuntimeParts;

namespace Decant.Engine.Tests.Onnx.RuntimeOperators;

/// <summary>Operators on quantised numbers, and the steps from and to them.</summary>
internal static class QuantisedOperators
{
    public static Dictionary<string, ModelProto> Models { get; } =
        new()
        {
            ["QLinearAdd"] = Quantised([Input("b", 3, 1)], Own("QLinearAdd", "qa sa za qb sb zb sy zy", "qy")),
            ["QLinearMul"] = Quantised([Input("b", 2, 3, 4)], Own("QLinearMul", "qa sa za qb sb zb sy zy", "qy")),
            ["QLinearConcat"] = Quantised([Input("b", 2, 5, 4)], Own("QLinearConcat", "sy zy qa sa za qb sb zb", "qy", Int("axis", 1))),
            ["QLinearLeakyRelu"] = Quantised([], Own("QLinearLeakyRelu", "qa sa za sy zy", "qy", Float("alpha", 0.1f))),
            ["QLinearSigmoid"] = Quantised([], Own("QLinearSigmoid", "qa sa za sy zy", "qy")),
            ["QLinearSoftmax"] = Quantised(Shares, Own("QLinearSoftmax", "qa sa za share none", "qy", Int("axis", 1), Int("opset", 13))),
            ["QLinearSoftmax of the older kind"] = Quantised(
                Shares,
                Own("QLinearSoftmax", "qa sa za share none", "qy", Int("axis", 1), Int("opset", 12))
            ),
            ["QLinearAveragePool"] = Quantised(
                [],
                Own("QLinearAveragePool", "qa sa za sy zy", "qy", Ints("kernel_shape", 2), Ints("strides", 2), Ints("pads", 1, 0))
            ),
            ["QLinearAveragePool of images with their padding"] = QuantisedImage(
                Own(
                    "QLinearAveragePool",
                    "qa sa za sy zy",
                    "qy",
                    Ints("kernel_shape", 3, 2),
                    Ints("strides", 2, 1),
                    Ints("pads", 1, 0, 1, 1),
                    Int("count_include_pad", 1)
                )
            ),
            ["QLinearGlobalAveragePool"] = QuantisedImage(Own("QLinearGlobalAveragePool", "qa sa za sy zy", "qy", Int("channels_last", 0))),
            ["QLinearGlobalAveragePool, channels last"] = QuantisedImage(
                Own("QLinearGlobalAveragePool", "qa sa za sy zy", "qy", Int("channels_last", 1))
            ),
            ["QGemm"] = Runtime([
                .. Quantising("a", 5, 4),
                Signed("w", 3, 4),
                Floats("sw", [3], 0.01f, 0.02f, 0.005f),
                Held("zw", Tensor.From<sbyte>([0, 0, 0])),
                Held("c", Tensor.From<int>([100, -50, 7])),
                .. Result,
                Own("QGemm", "qa sa za w sw zw c sy zy", "qy", Int("transB", 1)),
                Back,
            ]),
            ["QGemm to floats"] = Runtime([
                .. Quantising("a", 5, 4),
                Bytes("w", 4, 3),
                Floats("sw", [], 0.01f),
                Zero("zw", 3),
                Held("c", Tensor.From<int>([100, -50, 7])),
                Own("QGemm", "qa sa za w sw zw c", "y", Float("alpha", 2)),
            ]),
            ["MatMulIntegerToFloat"] = Runtime([
                .. Quantising("a", 2, 5, 4),
                Bytes("w", 4, 3),
                Floats("sw", [3], 0.01f, 0.02f, 0.005f),
                Held("zw", Tensor.From<byte>([7, 100, 200])),
                Input("bias", 3),
                Own("MatMulIntegerToFloat", "qa w sa sw za zw bias", "y"),
            ]),
            ["DynamicQuantizeMatMul"] = Runtime([
                Input("a", 2, 5, 4),
                Bytes("w", 4, 3),
                Floats("sw", [1], 0.01f),
                Held("zw", Tensor.From<byte>([7])),
                Input("bias", 3),
                Own("DynamicQuantizeMatMul", "a w sw zw bias", "y"),
            ]),
            ["DynamicQuantizeMatMul of signed numbers"] = Runtime([
                Input("a", 5, 4),
                Signed("w", 4, 3),
                Floats("sw", [3], 0.01f, 0.02f, 0.005f),
                Own("DynamicQuantizeMatMul", "a w sw", "y"),
            ]),
            ["MatMulNBits"] = Runtime([
                Input("a", 2, 5, 20),
                Bytes("w", 3, 2, 8),
                Input("s", 6),
                Own("MatMulNBits", "a w s", "y", Int("K", 20), Int("N", 3), Int("bits", 4), Int("block_size", 16)),
            ]),
            ["MatMulNBits with zero points"] = Runtime([
                Input("a", 5, 48),
                Bytes("w", 3, 3, 8),
                Input("s", 9),
                Bytes("z", 6),
                Own(
                    "MatMulNBits",
                    "a w s z",
                    "y",
                    Int("K", 48),
                    Int("N", 3),
                    Int("bits", 4),
                    Int("block_size", 16),
                    Int("accuracy_level", 0)
                ),
            ]),
            ["MatMulNBits of 8 bits"] = Runtime([
                Input("a", 5, 32),
                Bytes("w", 3, 2, 16),
                Input("s", 6),
                Input("bias", 3),
                Own("MatMulNBits", "a w s - - bias", "y", Int("K", 32), Int("N", 3), Int("bits", 8), Int("block_size", 16)),
            ]),
            ["QuickGelu"] = Runtime([Input("x", 2, 3, 4), Own("QuickGelu", "x", "y")]),
            ["QGemm with a free batch"] = Runtime([
                .. Quantising("a", -1, 4),
                Signed("w", 3, 4),
                Floats("sw", [], 0.01f),
                Held("zw", Tensor.Scalar((sbyte)0)),
                .. Result,
                Own("QGemm", "qa sa za w sw zw - sy zy", "qy", Int("transB", 1)),
                Back,
            ]),
            ["QAttention"] = Runtime([
                Input("x", 2, 3, 8),
                Signed("w", 8, 24),
                Floats("sw", [], 0.004f),
                Held("zw", Tensor.Scalar((sbyte)0)),
                Input("b", 24),
                Held("mask", Tensor.From<int>([3, 1])),
                Node("DynamicQuantizeLinear", "x", "q s z"),
                Own("QAttention", "q w b s sw mask z zw", "y", Int("num_heads", 2)),
            ]),
            ["QuantizeLinear to 16 bits and back"] = Runtime([
                Input("x", 2, 3),
                Floats("s", [], 0.001f),
                Held("z", Tensor.Scalar((ushort)30000)),
                Own("QuantizeLinear", "x s z", "q"),
                Own("DequantizeLinear", "q s z", "y"),
            ]),
        };

    private static ModelProto Quantised(IMessage[] second, NodeProto node) =>
        Runtime([
            .. Quantising("a", 2, 3, 4),
            .. second,
            .. second is not [ValueInfoProto]
                ? []
                : new IMessage[] { Floats("sb", [], 0.0083f), Zero("zb", 128), Node("QuantizeLinear", "b sb zb", "qb") },
            .. Result,
            node,
            Back,
        ]);

    // The scale for which the runtime computes shares exactly; what comes out is read with another one.
    private static IMessage[] Shares => [Floats("share", [], 1f / 256), Zero("none", 0)];

    private static TensorProto Bytes(string name, params int[] sizes) =>
        Held(name, Tensor.From<byte>([.. Numbers(sizes).Select(number => (byte)number)], sizes));

    private static TensorProto Signed(string name, params int[] sizes) =>
        Held(name, Tensor.From<sbyte>([.. Numbers(sizes).Select(number => (sbyte)(number - 128))], sizes));

    private static IEnumerable<int> Numbers(int[] sizes) =>
        Enumerable.Range(0, sizes.Aggregate((a, b) => a * b)).Select(i => ((i * 73) + 41) % 256);
}
