using Decant.Engine.Onnx.Format;
using TorchSharp;
using static Decant.Engine.Tests.Onnx.HandMade;
using static TorchSharp.torch.nn;

namespace Decant.PyTorch.Tests.Layers;

/// <summary>Recurrent layers, one and two of them, in one direction and in both.</summary>
internal static class RecurrentCases
{
    private const int Hidden = 3;

    // PyTorch's order of the gates i, f, g, o is ONNX's i, o, f, c; r, z, n is z, r, h.
    private static readonly int[] s_lstm = [0, 3, 1, 2];
    private static readonly int[] s_gru = [1, 0, 2];

    public static IEnumerable<LayerCase> All =>
        [
            new("LSTM", [5, 4], () => Layer.Of(LSTM(4, Hidden, batchFirst: true), (m, x) => m.call(x).Item1, Stack("LSTM", s_lstm, 1, 1))),
            new("LSTM, two layers, both directions", [5, 4], () =>
                Layer.Of(LSTM(4, Hidden, 2, batchFirst: true, bidirectional: true), (m, x) => m.call(x).Item1, Stack("LSTM", s_lstm, 2, 2))
            ),
            new("GRU, two layers, both directions", [5, 4], () =>
                Layer.Of(
                    GRU(4, Hidden, 2, batchFirst: true, bidirectional: true),
                    (m, x) => m.call(x).Item1,
                    Stack("GRU", s_gru, 2, 2, Int("linear_before_reset", 1))
                )
            ),
            new("RNN, two layers", [5, 4], () =>
                Layer.Of(RNN(4, Hidden, 2, batchFirst: true), (m, x) => m.call(x).Item1, Stack("RNN", [0], 2, 1))
            ),
        ];

    private static Func<Layer, OnnxNetwork, string, string> Stack(
        string @operator,
        int[] gates,
        int layers,
        int directions,
        params AttributeProto[] attributes
    ) =>
        (layer, network, x) =>
        {
            var steps = network.Add("Transpose", x, Ints("perm", 1, 0, 2));
            for (var k = 0; k < layers; k++)
            {
                var number = k;
                torch.Tensor Both(Func<string, torch.Tensor> of) =>
                    torch.stack([.. new[] { "", "_reverse" }.Take(directions).Select(end => of($"l{number}{end}"))]);
                torch.Tensor Ordered(string name) => torch.cat([.. gates.Select(gate => layer.Now(name).narrow(0, gate * Hidden, Hidden))]);
                var w = network.Weight($"w{k}", () => Both(end => Ordered($"weight_ih_{end}")));
                var r = network.Weight($"r{k}", () => Both(end => Ordered($"weight_hh_{end}")));
                var b = network.Weight($"b{k}", () => Both(end => torch.cat([Ordered($"bias_ih_{end}"), Ordered($"bias_hh_{end}")])));
                var y = network.Add(
                    @operator,
                    $"{steps} {w} {r} {b}",
                    [
                        Int("hidden_size", Hidden),
                        .. directions == 2 ? [Text("direction", "bidirectional")] : Array.Empty<AttributeProto>(),
                        .. attributes,
                    ]
                );
                steps = network.Add(
                    "Reshape",
                    $"{network.Add("Transpose", y, Ints("perm", 0, 2, 1, 3))} {network.Longs(0, 0, directions * Hidden)}"
                );
            }

            return network.Add("Transpose", steps, Ints("perm", 1, 0, 2));
        };
}
