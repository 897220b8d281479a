using TorchSharp;
using static Decant.Engine.Tests.Onnx.HandMade;
using static TorchSharp.torch.nn;

namespace Decant.PyTorch.Tests.Layers;

/// <summary>Tables of words, positions and attention.</summary>
internal static class AttentionCases
{
    private const int Width = 8;
    private const int Heads = 2;

    public static IEnumerable<LayerCase> All =>
        [
            new("Embedding", [4], () =>
                Layer.Of(
                    Embedding(7, 5),
                    (m, x) => m.call(x.to(torch.int64)),
                    (layer, network, x) =>
                        network.Add("Gather", $"{network.Weight("table", () => layer.Now("weight"))} {Words(network, x)}")
                )
            )
            {
                Words = 7,
            },
            new("Embedding, tied to the answers", [4], () => Layer.Of(
                    Embedding(7, 5),
                    (m, x) => m.call(x.to(torch.int64)).matmul(m.weight!.t()),
                    (layer, network, x) =>
                    {
                        var table = network.Weight("table", () => layer.Now("weight"));
                        return network.Add(
                            "MatMul",
                            $"{network.Add("Gather", $"{table} {Words(network, x)}")} {network.Add("Transpose", table, Ints("perm", 1, 0))}"
                        );
                    }
                )) { Words = 7 },
            new("Embedding with learnt positions", [4], () => Layer.Of(
                    new Dictionary<string, long[]>
                    {
                        ["table"] = [7, 5],
                        ["positions"] = [1, 6, 5],
                        ["w"] = [5, 3],
                    },
                    (now, x) =>
                        (
                            now("table").index_select(0, x.to(torch.int64).flatten()).reshape(x.shape[0], 4, 5)
                            + now("positions").narrow(1, 0, 4)
                        )
                            .tanh()
                            .matmul(now("w")),
                    (layer, network, x) =>
                    {
                        var words = network.Add("Gather", $"{network.Weight("table", () => layer.Now("table"))} {Words(network, x)}");
                        var places = network.Add(
                            "Slice",
                            $"{network.Weight("positions", () => layer.Now("positions"))} {network.Longs(0)} "
                                + $"{network.Longs(4)} {network.Longs(1)}"
                        );
                        return network.Add(
                            "MatMul",
                            $"{network.Add("Tanh", network.Add("Add", $"{words} {places}"))} {network.Weight("w", () => layer.Now("w"))}"
                        );
                    }
                )) { Words = 7 },
            new("MultiheadAttention", [5, Width], () => Layer.Of(MultiheadAttention(Width, Heads), Attend, WriteAttention)),
        ];

    private static string Words(OnnxNetwork network, string x) => network.Add("Cast", x, Int("to", 7));

    private static torch.Tensor Attend(TorchSharp.Modules.MultiheadAttention attention, torch.Tensor x)
    {
        var steps = x.transpose(0, 1);
        return attention.call(steps, steps, steps, null, false, null).Item1.transpose(0, 1);
    }

    private static string WriteAttention(Layer layer, OnnxNetwork network, string x)
    {
        string Linear(string of, string name, string weight, string bias) =>
            network.Add(
                "Add",
                $"{network.Add("MatMul", $"{of} {network.Weight($"{name}.w", () => layer.Now(weight).t())}")} "
                    + $"{network.Weight($"{name}.b", () => layer.Now(bias))}"
            );

        // Heads of 4: √4 = 2 is exact in float32.
        var parts = network.Add("Split", Linear(x, "in", "in_proj_weight", "in_proj_bias"), 3, Int("axis", -1), Int("num_outputs", 3));
        string Split(int part, params long[] order) =>
            network.Add(
                "Transpose",
                network.Add("Reshape", $"{parts[part]} {network.Longs(0, 0, Heads, Width / Heads)}"),
                Ints("perm", order)
            );
        var scores = network.Add("Div", $"{network.Add("MatMul", $"{Split(0, 0, 2, 1, 3)} {Split(1, 0, 2, 3, 1)}")} {network.Scalar(2)}");
        var mixed = network.Add("MatMul", $"{network.Add("Softmax", scores, Int("axis", -1))} {Split(2, 0, 2, 1, 3)}");
        var joined = network.Add("Reshape", $"{network.Add("Transpose", mixed, Ints("perm", 0, 2, 1, 3))} {network.Longs(0, 0, Width)}");
        return Linear(joined, "out", "out_proj.weight", "out_proj.bias");
    }
}
