using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Step = System.Func<
    Decant.Engine.Tests.Onnx.RandomGraphs.Draw,
    Decant.Engine.Graphs.Value,
    Decant.Engine.Graphs.Value,
    Decant.Engine.Graphs.Value?
>;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Ways to go on from a value x of a random graph; null where its shape does not fit. An operator that jumps is put where the jump meets 0,
/// or on an input of the graph, whose bits are the same everywhere: else a last digit would decide.
/// </summary>
internal static class RandomSteps
{
    private const ElementType F = ElementType.Float32;

    public static IReadOnlyList<Step> All { get; } = [.. Elementwise(), .. Jumping(), .. Reducing(), .. Moving(), .. Layers()];

    private static IEnumerable<Step> Elementwise() =>
        [
            (_, x, _) => x.Abs(),
            (d, x, _) => x + d.Weight(x.Shape[^1].Size),
            (_, x, _) => x.Atan(),
            (_, x, _) => x.Clip(-0.5, 0.75),
            (_, x, _) => x.Cos(),
            (_, x, _) => x / (x.Abs() + 1),
            (_, x, _) => x.Dropout(0.1),
            (_, x, _) => x.Elu(0.7),
            (_, x, _) => x.Erf(),
            (_, x, _) => x.Clip(-3, 3).Exp(),
            (_, x, _) => x.Identity(),
            (d, x, _) => x.LeakyRelu(d.Below(5) * 0.125),
            (_, x, _) => (x.Abs() + 1).Log(),
            (_, x, _) => x.Max(-x * 0.5),
            (_, x, _) => x.Min(x * x),
            (_, x, _) => (x * 0.5) + 0.25,
            (_, x, _) => -x,
            (_, x, _) => (x.Abs() + 0.5).Pow(1.5),
            (_, x, _) => ((x * x) + 0.5).Reciprocal(),
            (_, x, _) => x.Relu(),
            (_, x, _) => x.Sigmoid(),
            (_, x, _) => x.Sin(),
            (_, x, _) => x.Softplus(),
            (_, x, _) => (x.Abs() + 0.1).Sqrt(),
            (_, x, _) => 1 - x,
            (_, x, _) => x.Tanh(),
            (_, x, _) => x.Graph.Add(new Add(), x, x.Graph.Add(new Cast(F), x.Graph.Add(new Cast(ElementType.Float64), x))),
        ];

    private static IEnumerable<Step> Jumping() =>
        [
            (_, x, _) => x.Graph.Add(new Sign(), x) * x,
            (_, x, _) => Masked(x, x.IsGreaterThan(x.Constant(0))),
            (_, x, _) => Masked(x, x.IsAtLeast(x.Constant(0))),
            (_, x, _) => Masked(x, x.IsLessThan(x.Constant(0))),
            (_, x, _) => Masked(x, x.IsAtMost(x.Constant(0))),
            (_, x, _) => Masked(x, x.IsEqualTo(x.Constant(17))),
            (_, x, _) => Masked(x, x.IsGreaterThan(x.Constant(0)).And(x.IsLessThan(x.Constant(1e9)))),
            (_, x, _) => Masked(x, x.IsGreaterThan(x.Constant(0)).Or(x.IsEqualTo(x.Constant(17)))),
            (_, x, _) => Masked(x, x.IsGreaterThan(x.Constant(0)).Xor(x.IsLessThan(x.Constant(1e9)))),
            (_, x, _) => Masked(x, x.Graph.Add(new Not(), x.IsGreaterThan(x.Constant(0)))),
            (_, x, _) => x.IsGreaterThan(x.Constant(0)).Where(x, x * 0.5),
            (_, _, input) => (input * 7).Floor(),
            (_, _, input) => (input * 7).Ceil(),
            (_, _, input) => (input * 7).Round(),
            (_, _, input) => input.Mod(input.Constant(0.3), truncated: true),
            (_, _, input) => Whole(input).BitwiseAnd(Whole(input.Constant(0.8))).Cast(F),
            (_, _, input) => Whole(input).BitwiseOr(Whole(input.Constant(0.8))).Cast(F),
            (_, _, input) => Whole(input).BitwiseXor(Whole(input.Constant(0.8))).Cast(F),
            (_, _, input) => Whole(input).BitwiseNot().Cast(F),
            (_, _, input) =>
                input
                    .Graph.Add(new BitShift(Left: true), Whole(input).Cast(ElementType.UInt8), Whole(input).Cast(ElementType.UInt8))
                    .Cast(F),
            (_, x, _) => x * x.ShapeOf().Cast(F).ReduceSum().Sin(),
        ];

    private static IEnumerable<Step> Reducing() =>
        [
            (d, x, _) => x.ReduceMax([d.Axis(x)], keepDimensions: true),
            (d, x, _) => x.ReduceMean([d.Axis(x)], keepDimensions: true),
            (d, x, _) => x.ReduceMin([d.Axis(x)], keepDimensions: true),
            (d, x, _) => x.Tanh().ReduceProd([d.Axis(x)], keepDimensions: true),
            (d, x, _) => x.ReduceSum([d.Axis(x)], keepDimensions: x.Shape.Rank < 3),
            (d, x, _) => x.Softmax(d.Axis(x)),
            (d, x, _) => x.LogSoftmax(d.Axis(x)),
            (d, x, _) => x.CumSum(d.Axis(x), exclusive: d.Below(2) == 1, reverse: d.Below(2) == 1),
            (d, x, _) =>
                d.Axis(x) is var axis && x.Shape[axis].Size > 1
                    ? x.TopK(1 + d.Below(x.Shape[axis].Size), axis, d.Below(2) == 0).Values
                    : null,
        ];

    private static IEnumerable<Step> Moving() =>
        [
            (d, x, _) => new[] { x, x.Tanh() }.Concat(d.Axis(x)),
            (_, x, _) => x.Shape.Rank > 2 ? x.Flatten() : null,
            (_, x, _) =>
                x.Shape.Rank > 2 ? x.Reshape(new Shape([x.Shape[0], x.Shape.Skip(1).Aggregate((Dimension)1, (a, b) => a * b), 1])) : null,
            (_, x, _) =>
                x.Shape.Rank == 4 ? x.Transpose(0, 2, 3, 1)
                : x.Shape.Rank == 3 ? x.Transpose(0, 2, 1)
                : null,
            (d, x, _) => x.Shape[^1].Size > 1 ? x.Slice(-1, d.Below(2), long.MaxValue, 1 + d.Below(2)) : null,
            (d, x, _) => x.Shape.Rank < 4 ? x.Pad([.. Sides(d, x)], [.. Sides(d, x)], 0.5) : null,
            (d, x, _) => d.Axis(x) is var axis ? x.Gather(d.Places(x.Shape[axis].Size, 3), axis) : null,
            (d, x, _) => x + d.Weight(3, 4).GatherElements(d.Places(4, 3, 2), 1).ReduceSum(),
            (d, x, _) =>
                x
                * d.Weight(3, 4)
                    .ScatterElements(d.Graph.AddInitializer("places", Tensor.From<long>([3, 0, 1, 2, -1, 0], 3, 2)), d.Weight(3, 2), 1)
                    .ReduceSum(),
            (_, x, _) => x.Graph.Add(new Squeeze([1]), x.Unsqueeze(1)),
            (_, x, _) => x.Shape.Rank < 4 ? x.Unsqueeze(1) : null,
            (_, x, _) => x.Shape.Rank < 4 ? x.Unsqueeze(1).BroadcastTo(new Shape([x.Shape[0], 2, .. x.Shape.Skip(1)])) : null,
        ];

    private static IEnumerable<Step> Layers() =>
        [
            (d, x, _) =>
                x.Shape.Rank == 4
                    ? x.Conv(
                        d.Weight(4, x.Shape[1].Size, 3, 1 + d.Below(3)),
                        d.Weight(4),
                        new Window(PadTop: 1, PadBottom: 1, PadLeft: 1, PadRight: 1)
                    )
                    : null,
            (d, x, _) =>
                x.Shape.Rank == 4 && x.Shape[2].Size * x.Shape[3].Size < 200
                    ? x.ConvTranspose(d.Weight(x.Shape[1].Size, 2, 2, 3), new Window(StrideHeight: 1 + d.Below(2)))
                    : null,
            (d, x, _) => IsLarge(x) ? x.MaxPool(Window.Square(2, 1 + d.Below(2), d.Below(2))) : null,
            (d, x, _) => IsLarge(x) ? x.AveragePool(Window.Square(2, 1 + d.Below(2), d.Below(2)), countIncludePad: d.Below(2) == 0) : null,
            (_, x, _) => x.Shape.Rank == 4 ? x.GlobalAveragePool() : null,
            (d, x, _) =>
                x.Shape[1].Size is var c && x.Shape.Rank > 1
                    ? x.BatchNormalization(d.Weight(c), d.Weight(c), d.Weight(c), d.Positive(c))
                    : null,
            (d, x, _) => x.Shape.Rank == 2 && x.Shape[1].Size < 300 ? x.Linear(d.Weight(4, x.Shape[1].Size), d.Weight(4)) : null,
            (d, x, _) => x.Shape.Rank > 2 ? x.MatMul(d.Weight(x.Shape[^1].Size, 3)) : null,
            (d, x, _) => Recurrent(d, x, 4, (input, w, r, b, way) => input.LSTM(w, r, b, way)),
            (d, x, _) => Recurrent(d, x, 3, (input, w, r, b, way) => input.GRU(w, r, b, way)),
            (d, x, _) => Recurrent(d, x, 1, (input, w, r, b, way) => input.RNN(w, r, b, way)),
        ];

    private static Value Masked(Value x, Value mask) => mask.Cast(x.Type) * x;

    // Whole numbers from 0 to 6.
    private static Value Whole(Value x) => (x * 6).Abs().Cast(ElementType.Int32);

    private static IEnumerable<long> Sides(RandomGraphs.Draw d, Value x) =>
        Enumerable.Range(0, x.Shape.Rank).Select(axis => axis == 0 ? 0L : d.Below(3));

    private static bool IsLarge(Value x) => x.Shape.Rank == 4 && x.Shape[2].Size > 2 && x.Shape[3].Size > 2;

    // [N, T, I] -> [T, N, I] -> [T, D, N, H] -> [N, T, D·H].
    private static Value? Recurrent(
        RandomGraphs.Draw d,
        Value x,
        int gates,
        Func<Value, Value, Value, Value, RecurrentDirection, Value> layer
    )
    {
        if (x.Shape.Rank != 3)
        {
            return null;
        }

        var (way, hidden) = ((RecurrentDirection)d.Below(3), 3);
        var (directions, rows) = (way == RecurrentDirection.Bidirectional ? 2 : 1, gates * hidden);
        var y = layer(
            x.Transpose(1, 0, 2),
            d.Weight(directions, rows, x.Shape[2].Size),
            d.Weight(directions, rows, hidden),
            d.Weight(directions, 2 * rows),
            way
        );
        return y.Transpose(2, 0, 1, 3).Reshape(new Shape(x.Shape[0], x.Shape[1], directions * hidden));
    }
}
