using static Decant.Engine.Tests.Onnx.HandMade;
using static TorchSharp.torch.nn;

namespace Decant.PyTorch.Tests.Layers;

/// <summary>Normalisations, as operators and as the formulas that exporters write.</summary>
internal static class NormalizationCases
{
    // 10⁻⁵, the usual one, is no 32-bit float, so a formula in a file has another than PyTorch.
    private const float Epsilon = 1 / 65536f;

    public static IEnumerable<LayerCase> All =>
        [
            new("BatchNorm1d", [5], () => Layer.Of(BatchNorm1d(5), Batch)),
            new("BatchNorm1d on sequences", [4, 6], () => Layer.Of(BatchNorm1d(4), Batch)),
            new("BatchNorm2d", [3, 4, 5], () => Layer.Of(BatchNorm2d(3), Batch)),
            new("LayerNorm", [3, 6], () =>
                Layer.Of(LayerNorm(6), (layer, network, x) =>
                    network.Add("LayerNormalization", $"{x} {Scale(layer, network)} {Bias(layer, network)}", Int("axis", -1))
                )
            ),
            new("LayerNorm as a formula", [3, 6], () => Layer.Of(LayerNorm(6, Epsilon), AsFormula)),
            new("GroupNorm", [6, 3, 4], () =>
                Layer.Of(GroupNorm(2, 6), (layer, network, x) =>
                    network.Add("GroupNormalization", $"{x} {Scale(layer, network)} {Bias(layer, network)}", Int("num_groups", 2))
                )
            ),
            new("GroupNorm as PyTorch exports it", [6, 3, 4], () => Layer.Of(GroupNorm(2, 6), Grouped)),
            new("InstanceNorm2d, affine", [3, 4, 5], () =>
                Layer.Of(InstanceNorm2d(3, affine: true), (layer, network, x) =>
                    network.Add("InstanceNormalization", $"{x} {Scale(layer, network)} {Bias(layer, network)}")
                )
            ),
            new("RMSNorm", [3, 6], () =>
                Layer.Of(
                    new Dictionary<string, long[]> { ["weight"] = [6] },
                    (now, x) => x / (x.square().mean([-1], keepdim: true) + Epsilon).sqrt() * now("weight"),
                    (layer, network, x) =>
                        Mul(
                            network,
                            Div(
                                network,
                                x,
                                network.Add(
                                    "Sqrt",
                                    Add(
                                        network,
                                        network.Add("ReduceMean", $"{Mul(network, x, x)} {network.Longs(-1)}", Int("keepdims", 1)),
                                        network.Scalar(Epsilon)
                                    )
                                )
                            ),
                            Scale(layer, network)
                        )
                )
            ),
        ];

    private static string Batch(Layer layer, OnnxNetwork network, string x) =>
        network.Add(
            "BatchNormalization",
            $"{x} {Scale(layer, network)} {Bias(layer, network)} "
                + $"{network.State("mean", () => layer.Now("running_mean"))} "
                + $"{network.State("variance", () => layer.Now("running_var"))}"
        );

    private static string AsFormula(Layer layer, OnnxNetwork network, string x)
    {
        string Mean(string of) => network.Add("ReduceMean", $"{of} {network.Longs(-1)}", Int("keepdims", 1));
        var centred = network.Add("Sub", $"{x} {Mean(x)}");
        var deviation = network.Add(
            "Sqrt",
            Add(network, Mean(network.Add("Pow", $"{centred} {network.Scalar(2)}")), network.Scalar(Epsilon))
        );
        return Add(network, Mul(network, Div(network, centred, deviation), Scale(layer, network)), Bias(layer, network));
    }

    // Groups as instances, with scales of 1 and biases of 0 that are no parameters; then the layer's own, one for each channel.
    private static string Grouped(Layer layer, OnnxNetwork network, string x)
    {
        var groups = network.Add(
            "InstanceNormalization",
            $"{network.Add("Reshape", $"{x} {network.Longs(0, 2, -1)}")} {network.Constant(1, 1)} {network.Constant(0, 0)}"
        );
        var back = network.Add("Reshape", $"{groups} {network.Longs(0, 6, 3, 4)}");
        string Channel(string numbers) => network.Add("Unsqueeze", $"{numbers} {network.Longs(1, 2)}");
        return Add(network, Mul(network, back, Channel(Scale(layer, network))), Channel(Bias(layer, network)));
    }

    private static string Scale(Layer layer, OnnxNetwork network) => network.Weight("scale", () => layer.Now("weight"));

    private static string Bias(Layer layer, OnnxNetwork network) => network.Weight("bias", () => layer.Now("bias"));

    private static string Mul(OnnxNetwork network, string a, string b) => network.Add("Mul", $"{a} {b}");

    private static string Div(OnnxNetwork network, string a, string b) => network.Add("Div", $"{a} {b}");

    private static string Add(OnnxNetwork network, string a, string b) => network.Add("Add", $"{a} {b}");
}
