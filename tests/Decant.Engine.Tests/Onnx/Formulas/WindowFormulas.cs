using Decant.Engine.Onnx.Format;
using static Decant.Engine.Tests.Onnx.Formulas.FormulaParts;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx.Formulas;

/// <summary>Convolutions and pools of volumes and rows.</summary>
internal static class WindowFormulas
{
    public static Dictionary<string, ModelProto> Models { get; } =
        new()
        {
            ["Convolution of volumes"] = Model(
                11,
                "y",
                Input("x", 2, 4, 5, 6, 7),
                Input("w", 6, 2, 3, 2, 3),
                Input("b", 6),
                Node(
                    "Conv",
                    "x w b",
                    "y",
                    Int("group", 2),
                    Ints("strides", 2, 1, 2),
                    Ints("pads", 1, 0, 2, 2, 1, 0),
                    Ints("dilations", 1, 2, 1)
                )
            ),
            ["Convolution of volumes, dilated in depth"] = Model(
                11,
                "y",
                Input("x", 2, 1, 7, 3, 3),
                Input("w", 1, 1, 3, 2, 2),
                Node("Conv", "x w", "y", Ints("dilations", 3, 1, 1))
            ),
            ["Convolution of volumes that keeps the size"] = Model(
                11,
                "y",
                Input("x", 1, 2, 5, 4, 4),
                Input("w", 3, 2, 4, 3, 3),
                Node("Conv", "x w", "y", Text("auto_pad", "SAME_UPPER"), Ints("strides", 2, 2, 2))
            ),
            ["Transposed convolution of volumes"] = Model(
                11,
                "y",
                Input("x", 2, 4, 3, 4, 2),
                Input("w", 4, 3, 3, 2, 3),
                Input("b", 6),
                Node(
                    "ConvTranspose",
                    "x w b",
                    "y",
                    Int("group", 2),
                    Ints("strides", 2, 1, 3),
                    Ints("pads", 1, 0, 1, 0, 1, 2),
                    Ints("dilations", 1, 2, 1),
                    Ints("output_padding", 1, 0, 1)
                )
            ),
            ["Transposed convolution of volumes to a given size"] = Model(
                11,
                "y",
                Input("x", 1, 2, 3, 3, 3),
                Input("w", 2, 2, 3, 3, 3),
                Node("ConvTranspose", "x w", "y", Ints("strides", 2, 2, 2), Ints("output_shape", 6, 5, 8))
            ),
            ["Transposed convolution of rows"] = Model(
                11,
                "y",
                Input("x", 2, 4, 5),
                Input("w", 4, 3, 3),
                Input("b", 6),
                Node(
                    "ConvTranspose",
                    "x w b",
                    "y",
                    Int("group", 2),
                    Ints("strides", 2),
                    Ints("pads", 1, 0),
                    Ints("dilations", 2),
                    Ints("output_padding", 1)
                )
            ),
            ["Largest of volumes"] = Model(
                12,
                "y",
                Input("x", 2, 3, 6, 7, 5),
                Node(
                    "MaxPool",
                    "x",
                    "y",
                    Ints("kernel_shape", 3, 2, 3),
                    Ints("strides", 2, 1, 2),
                    Ints("pads", 1, 0, 1, 1, 1, 0),
                    Ints("dilations", 1, 2, 1),
                    Int("ceil_mode", 1)
                )
            ),
            ["Mean of volumes"] = Model(
                19,
                "y",
                Input("x", 2, 3, 6, 7, 5),
                Node("AveragePool", "x", "y", Ints("kernel_shape", 3, 2, 3), Ints("strides", 2, 1, 2), Ints("pads", 1, 0, 1, 1, 1, 0))
            ),
            ["Mean of volumes with their padding"] = Model(
                19,
                "y",
                Input("x", 2, 3, 6, 7, 5),
                Node(
                    "AveragePool",
                    "x",
                    "y",
                    Ints("kernel_shape", 3, 2, 3),
                    Ints("strides", 2, 1, 2),
                    Ints("pads", 1, 0, 1, 1, 1, 0),
                    Int("count_include_pad", 1)
                )
            ),
            ["Norm of windows"] = Model(
                18,
                "y",
                Input("x", 2, 3, 7, 6),
                Node("LpPool", "x", "y", Ints("kernel_shape", 3, 2), Ints("strides", 2, 2), Ints("pads", 1, 0, 1, 1), Int("p", 3))
            ),
            ["Norm of rows"] = Model(18, "y", Input("x", 2, 3, 9), Node("LpPool", "x", "y", Ints("kernel_shape", 3), Ints("strides", 2))),
            ["Places of the largest"] = Places(
                Input("x", 2, 3, 5, 6),
                Ints("kernel_shape", 3, 2),
                Ints("strides", 2, 1),
                Ints("pads", 1, 0, 1, 1)
            ),
            ["Places of the largest, dilated"] = Places(Input("x", 1, 2, 7, 6), Ints("kernel_shape", 2, 2), Ints("dilations", 3, 2)),
            ["Places of the largest, columns first"] = Places(
                Input("x", 1, 2, 5, 4),
                Ints("kernel_shape", 2, 2),
                Ints("strides", 2, 2),
                Int("storage_order", 1)
            ),
            ["Places of the largest of rows"] = Places(Input("x", 2, 2, 9), Ints("kernel_shape", 3), Ints("strides", 2)),
            ["Places of the largest of volumes"] = Places(
                Input("x", 1, 2, 4, 5, 4),
                Ints("kernel_shape", 2, 2, 2),
                Ints("strides", 2, 1, 2)
            ),
        };

    private static ModelProto Places(ValueInfoProto input, params AttributeProto[] attributes)
    {
        var model = Model(12, "y", input, Node("MaxPool", "x", "y places", attributes));
        model.Graph.Output.Add(OutputOf(7, "places"));
        return model;
    }
}
