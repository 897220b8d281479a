using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Recurrent layers in all directions, with every optional operand, function and form of the cell.</summary>
internal static class RecurrentCases
{
    private const int H = 3;
    private const int I = 2;

    public static IEnumerable<OperatorCase> All()
    {
        foreach (var direction in Enum.GetValues<RecurrentDirection>())
        {
            yield return Case($"LSTM {direction}", new LSTM(H, direction));
            yield return Case($"GRU {direction}", new GRU(H, direction));
            yield return Case($"GRU {direction}, reset after", new GRU(H, direction, ResetAfter: true));
            yield return Case($"RNN {direction}", new RNN(H, direction));
        }

        yield return Case("LSTM without anything optional", new LSTM(H), optional: false);
        yield return Case("GRU without anything optional", new GRU(H), optional: false);
        yield return Case("GRU without anything optional, reset after", new GRU(H, ResetAfter: true), optional: false);
        yield return Case("RNN without anything optional", new RNN(H), optional: false);
        yield return Case("LSTM with coupled gates", new LSTM(H, RecurrentDirection.Bidirectional, Coupled: true));
        yield return Case("LSTM with clipped gates", new LSTM(H, Clip: 0.4));
        yield return Case("GRU with clipped gates", new GRU(H, Clip: 0.4));
        yield return Case(
            "LSTM with other functions",
            new LSTM(
                H,
                Activations:
                [
                    new(RecurrentFunction.HardSigmoid, 0.3, 0.4),
                    Of(RecurrentFunction.Softsign),
                    new(RecurrentFunction.ScaledTanh, 1.2, 0.7),
                ]
            )
        );
        yield return Case(
            "GRU with other functions in each direction",
            new GRU(
                H,
                RecurrentDirection.Bidirectional,
                [
                    Of(RecurrentFunction.Sigmoid),
                    new(RecurrentFunction.LeakyRelu, 0.2),
                    Of(RecurrentFunction.Softplus),
                    new(RecurrentFunction.Elu, 0.6),
                ]
            )
        );
        foreach (
            var activation in new RecurrentActivation[]
            {
                Of(RecurrentFunction.Relu),
                new(RecurrentFunction.ThresholdedRelu, 0.1),
                new(RecurrentFunction.Affine, 0.5, 0.1),
            }
        )
        {
            yield return Case($"RNN with {activation.Function}", new RNN(H, Activations: [activation]));
        }

        yield return new("LSTM over no step", b =>
            b.Numbers(0, 2, I).LSTM(b.Numbers(1, 4 * H, I), b.Numbers(1, 4 * H, H), b.Numbers(1, 8 * H))
        );
        yield return new("LSTM whose last states alone are read", b =>
        {
            var node = b.Graph.AddNode(new LSTM(H), [b.Numbers(3, "N", I), b.Numbers(1, 4 * H, I), b.Numbers(1, 4 * H, H)]);
            return node.Outputs[1] + node.Outputs[2];
        });
        yield return new("LSTM wider than a tile", b => b.Numbers(2, "N", 19).LSTM(b.Numbers(1, 68, 19), b.Numbers(1, 68, 17)))
        {
            Sizes = [9, 1],
        };
    }

    private static RecurrentActivation Of(RecurrentFunction function) => RecurrentActivation.Of(function);

    // Lengths are 0, 1 or 2 of 4 steps. The result is the sequence, to which the last states are added.
    private static OperatorCase Case(string name, Recurrence layer, bool optional = true) => new(name, b =>
        {
            var (directions, rows) = (layer.Directions, layer.Gates * H);
            List<Value?> inputs = [b.Numbers(4, "N", I), b.Numbers(directions, rows, I), b.Numbers(directions, rows, H)];
            if (optional)
            {
                inputs.AddRange([b.Numbers(directions, 2 * rows), b.Few(ElementType.Int32, "N"), b.Numbers(directions, "N", H)]);
                inputs.AddRange(layer is LSTM ? [b.Numbers(directions, "N", H), b.Numbers(directions, 3 * H)] : []);
            }

            var outputs = b.Graph.AddNode(layer, [.. inputs]).Outputs;
            var last = layer.States > 1 ? outputs[1] * outputs[2] : outputs[1];
            return outputs[0] + last;
        }) { Sizes = [5, 1, 0] };
}
