using Decant.Engine.Onnx.Format;
using static Decant.Engine.Tests.Onnx.HandMade;
using static TorchSharp.torch.nn;

namespace Decant.PyTorch.Tests.Layers;

/// <summary>Products and convolutions of every rank, with groups, dilations, strides and pads.</summary>
internal static class ConvolutionCases
{
    public static IEnumerable<LayerCase> All =>
        [
            new("Linear on sequences", [3, 5], () =>
                Layer.Of(Linear(5, 4), (layer, network, x) =>
                    network.Add(
                        "Add",
                        $"{network.Add("MatMul", $"{x} {network.Weight("w", () => layer.Now("weight").t())}")} "
                            + $"{network.Weight("b", () => layer.Now("bias"))}"
                    )
                )
            ),
            new("Conv1d", [3, 9], () => Layer.Of(Conv1d(3, 4, 3, padding: 1), Windowed("Conv", 1, pad: 1))),
            new("Conv1d, groups, dilation, stride", [4, 13], () =>
                Layer.Of(Conv1d(4, 6, 3, stride: 2, padding: 2, dilation: 2, groups: 2), Windowed("Conv", 1, 2, 2, 2, 2))
            ),
            new("Conv2d", [3, 6, 5], () => Layer.Of(Conv2d(3, 4, 3, padding: 1), Windowed("Conv", 2, pad: 1))),
            new("Conv2d, groups, dilation, stride", [4, 9, 11], () =>
                Layer.Of(Conv2d(4, 6, 3, stride: 2, padding: 2, dilation: 2, groups: 2), Windowed("Conv", 2, 2, 2, 2, 2))
            ),
            new("Conv2d, depthwise", [5, 6, 7], () =>
                Layer.Of(Conv2d(5, 5, 3, padding: 1, groups: 5), Windowed("Conv", 2, group: 5, pad: 1))
            ),
            new("Conv3d", [2, 4, 5, 3], () => Layer.Of(Conv3d(2, 3, 2), Windowed("Conv", 3))),
            new("Conv3d, groups, stride", [4, 5, 6, 5], () =>
                Layer.Of(Conv3d(4, 4, 3, stride: 2, padding: 1, groups: 2), Windowed("Conv", 3, 2, 2, 1, 1))
            ),
            new("ConvTranspose1d", [4, 6], () =>
                Layer.Of(ConvTranspose1d(4, 3, 3, stride: 2, padding: 1), Windowed("ConvTranspose", 1, stride: 2, pad: 1))
            ),
            new("ConvTranspose2d", [3, 4, 5], () => Layer.Of(ConvTranspose2d(3, 4, 2, stride: 2), Windowed("ConvTranspose", 2, stride: 2))),
            new("ConvTranspose2d, groups", [4, 4, 5], () =>
                Layer.Of(ConvTranspose2d(4, 6, 3, stride: 2, padding: 1, groups: 2), Windowed("ConvTranspose", 2, 2, 2, 1))
            ),
        ];

    private static Func<Layer, OnnxNetwork, string, string> Windowed(
        string @operator,
        int axes,
        int group = 1,
        int stride = 1,
        int pad = 0,
        int dilation = 1
    ) =>
        (layer, network, x) =>
        {
            AttributeProto All(string name, int count, long value) => Ints(name, [.. Enumerable.Repeat(value, count)]);
            return network.Add(
                @operator,
                $"{x} {network.Weight("w", () => layer.Now("weight"))} {network.Weight("b", () => layer.Now("bias"))}",
                Int("group", group),
                All("strides", axes, stride),
                All("pads", 2 * axes, pad),
                All("dilations", axes, dilation)
            );
        };
}
