using TorchSharp;
using static Decant.Engine.Tests.Onnx.HandMade;
using static TorchSharp.torch.nn;

namespace Decant.PyTorch.Tests.Layers;

/// <summary>What lies between layers: activations, pools, sizes; and weights that a file rearranges before a layer reads them.</summary>
internal static class FormCases
{
    public static IEnumerable<LayerCase> All =>
        [
            new("PReLU", [4, 3, 3], () =>
                Behind(PReLU(4), (layer, network, x) =>
                    network.Add(
                        "PRelu",
                        $"{x} {network.Add("Unsqueeze", $"{network.Weight("slope", () => layer.Now("1.weight"))} {network.Longs(1, 2)}")}"
                    )
                )
            ),
            new("PReLU with one slope", [4, 3, 3], () =>
                Behind(PReLU(1), (layer, network, x) => network.Add("PRelu", $"{x} {network.Weight("slope", () => layer.Now("1.weight"))}"))
            ),
            new("GELU", [4, 3, 3], () => Behind(GELU(), (_, network, x) => network.Add("Gelu", x))),
            new("SiLU", [4, 3, 3], () => Behind(SiLU(), (_, network, x) => network.Add("Mul", $"{x} {network.Add("Sigmoid", x)}"))),
            new("Hardswish", [4, 3, 3], () => Behind(Hardswish(), (_, network, x) => network.Add("HardSwish", x))),
            new("ReLU6", [4, 3, 3], () =>
                Behind(ReLU6(), (_, network, x) => network.Add("Clip", $"{x} {network.Scalar(0)} {network.Scalar(6)}"))
            ),
            new("MaxPool2d", [4, 6, 5], () =>
                Behind(MaxPool2d(3, stride: 2, padding: 1), (_, network, x) =>
                    network.Add("MaxPool", x, Ints("kernel_shape", 3, 3), Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1))
                )
            ),
            new("AvgPool2d", [4, 6, 5], () =>
                Behind(AvgPool2d(2, stride: 2), (_, network, x) =>
                    network.Add("AveragePool", x, Ints("kernel_shape", 2, 2), Ints("strides", 2, 2))
                )
            ),
            new("AdaptiveAvgPool2d", [4, 6, 5], () => Behind(AdaptiveAvgPool2d(1), (_, network, x) => network.Add("GlobalAveragePool", x))),
            new("PixelShuffle", [4, 3, 2], () =>
                Behind(PixelShuffle(2), (_, network, x) => network.Add("DepthToSpace", x, Int("blocksize", 2), Text("mode", "CRD")))
            ),
            new("Upsample, bilinear", [4, 3, 4], () =>
                Behind(Upsample(scale_factor: [2, 2], mode: torch.UpsampleMode.Bilinear), (_, network, x) =>
                    network.Add(
                        "Resize",
                        $"{x} - {network.Constant(1, 1, 2, 2)}",
                        Text("mode", "linear"),
                        Text("coordinate_transformation_mode", "half_pixel")
                    )
                )
            ),
            new("weights through Concat, Slice, Transpose, Reshape, Identity and Expand", [6], () => Layer.Of(
                    new Dictionary<string, long[]>
                    {
                        ["a"] = [5, 2],
                        ["b"] = [3, 4],
                        ["c"] = [1, 4],
                        ["d"] = [2, 6],
                    },
                    (now, x) =>
                        x.matmul(
                            torch.cat([
                                torch.cat([now("a").narrow(0, 1, 3).t(), now("b").t()[..2].reshape(2, 3)]),
                                now("d").reshape(3, 4).t()[..2, ..3],
                            ])
                        ) + now("c").expand(3, 4)[0, ..3],
                    WriteRearranged
                )),
            new("a weight divided by its norm", [6], () => Layer.Of(
                    new Dictionary<string, long[]> { ["v"] = [4, 6], ["g"] = [4, 1] },
                    (now, x) => x.matmul((now("g") * now("v") / now("v").square().sum([1], keepdim: true).sqrt()).t()),
                    (layer, network, x) =>
                    {
                        var (v, g) = (network.Weight("v", () => layer.Now("v")), network.Weight("g", () => layer.Now("g")));
                        var norm = network.Add("ReduceL2", $"{v} {network.Longs(1)}", Int("keepdims", 1));
                        var weight = network.Add("Div", $"{network.Add("Mul", $"{g} {v}")} {norm}");
                        return network.Add("MatMul", $"{x} {network.Add("Transpose", weight, Ints("perm", 1, 0))}");
                    }
                )),
            new("cosines times a temperature that is learnt as a logarithm, and a bias of one number", [6], () => Layer.Of(
                    new Dictionary<string, long[]>
                    {
                        ["w"] = [6, 4],
                        ["text"] = [5, 4],
                        ["logit_scale"] = [],
                        ["logit_bias"] = [],
                    },
                    (now, x) =>
                        (torch.nn.functional.normalize(x.matmul(now("w"))).matmul(now("text").t()) * now("logit_scale").exp())
                        + now("logit_bias"),
                    (layer, network, x) =>
                    {
                        string Weight(string name) => network.Weight(name, () => layer.Now(name));
                        var features = network.Add("MatMul", $"{x} {Weight("w")}");
                        var unit = network.Add(
                            "Div",
                            $"{features} {network.Add("ReduceL2", $"{features} {network.Longs(1)}", Int("keepdims", 1))}"
                        );
                        var cosines = network.Add("MatMul", $"{unit} {network.Add("Transpose", Weight("text"), Ints("perm", 1, 0))}");
                        return network.Add(
                            "Add",
                            $"{network.Add("Mul", $"{cosines} {network.Add("Exp", Weight("logit_scale"))}")} {Weight("logit_bias")}"
                        );
                    }
                )),
            new("a class token in front of a sequence", [3, 4], () => Layer.Of(
                    new Dictionary<string, long[]>
                    {
                        ["w"] = [4, 4],
                        ["token"] = [1, 1, 4],
                        ["gamma"] = [4],
                        ["v"] = [4, 2],
                    },
                    (now, x) =>
                        (torch.cat([x.matmul(now("w")), x.matmul(now("w")).narrow(1, 0, 1) * 0 + now("token")], 1) * now("gamma")).matmul(
                            now("v")
                        ),
                    (layer, network, x) =>
                    {
                        string Weight(string name) => network.Weight(name, () => layer.Now(name));
                        var steps = network.Add("MatMul", $"{x} {Weight("w")}");
                        var first = network.Add("Slice", $"{steps} {network.Longs(0)} {network.Longs(1)} {network.Longs(1)}");
                        var token = network.Add("Add", $"{network.Add("Mul", $"{first} {network.Scalar(0)}")} {Weight("token")}");
                        var all = network.Add("Concat", $"{steps} {token}", Int("axis", 1));
                        return network.Add("MatMul", $"{network.Add("Mul", $"{all} {Weight("gamma")}")} {Weight("v")}");
                    }
                )),
        ];

    private static Layer Behind(Module<torch.Tensor, torch.Tensor> module, Func<Layer, OnnxNetwork, string, string> write) =>
        Layer.Of(Sequential(("0", Conv2d(4, 4, 1)), ("1", module)), (layer, network, x) =>
            write(
                layer,
                network,
                network.Add(
                    "Conv",
                    $"{x} {network.Weight("w", () => layer.Now("0.weight"))} {network.Weight("b", () => layer.Now("0.bias"))}"
                )
            )
        );

    private static string WriteRearranged(Layer layer, OnnxNetwork network, string x)
    {
        string Weight(string name) => network.Weight(name, () => layer.Now(name));
        string Slice(string of, long axis, long start, long end) =>
            network.Add("Slice", $"{of} {network.Longs(start)} {network.Longs(end)} {network.Longs(axis)}");
        string Transpose(string of) => network.Add("Transpose", of, Ints("perm", 1, 0));
        var a = Transpose(network.Add("Identity", Slice(Weight("a"), 0, 1, 4)));
        var b = network.Add("Reshape", $"{Slice(Transpose(Weight("b")), 0, 0, 2)} {network.Longs(2, 3)}");
        var d = Slice(Slice(Transpose(network.Add("Reshape", $"{Weight("d")} {network.Longs(3, 4)}")), 0, 0, 2), 1, 0, 3);
        var weight = network.Add("Concat", $"{network.Add("Concat", $"{a} {b}", Int("axis", 0))} {d}", Int("axis", 0));
        var c = network.Add(
            "Squeeze",
            $"{Slice(Slice(network.Add("Expand", $"{Weight("c")} {network.Longs(3, 4)}"), 0, 0, 1), 1, 0, 3)} {network.Longs(0)}"
        );
        return network.Add("Add", $"{network.Add("MatMul", $"{x} {weight}")} {c}");
    }
}
