using static Decant.Engine.Tests.Onnx.HandMade;
using Draw = Decant.Engine.Tests.Onnx.RandomFileDraw;
using Operand = Decant.Engine.Tests.Onnx.RandomFileDraw.Operand;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// A way to go on from a value of a file, or, where the operator jumps, from an input, whose bits are the same everywhere; null where the
/// shape does not fit.
/// </summary>
/// <param name="Go">Adds nodes and names the result.</param>
internal sealed record RandomFileStep(Func<Draw, Operand, Operand, string?> Go);

/// <summary>Element by element, along axes, and norms: operators of files that are formulas here.</summary>
internal static class RandomFileSteps
{
    public static IReadOnlyList<RandomFileStep> All { get; } =
    [
        .. new[] { Elementwise(), Reducing(), Norms(), RandomMovingSteps.All(), RandomLayerSteps.All() }
            .SelectMany(steps => steps)
            .Select(go => new RandomFileStep(go)),
        .. Jumping()
            .Concat(RandomQuantizedSteps.All())
            .Select(go => new RandomFileStep((d, x, input) => d.IsHalf ? null : go(d, x, input))), // 16 bits are widened here, and a last digit would decide
    ];

    private static IEnumerable<Func<Draw, Operand, Operand, string?>> Elementwise() =>
        [
            (d, x, _) => d.Add("Acos", Bounded(d, x)),
            (d, x, _) => d.Add("Asin", Bounded(d, x)),
            (d, x, _) => d.Add("Atanh", Bounded(d, x)),
            (d, x, _) => d.Add("Asinh", x.Name),
            (d, x, _) => d.Add("Acosh", $"{d.Add("Add", $"{d.Add("Abs", x.Name)} {d.Given([], 1.25f)}")}"),
            (d, x, _) => d.Add("Cosh", Bounded(d, x)),
            (d, x, _) => d.Add("Sinh", Bounded(d, x)),
            (d, x, _) => d.Add("Tan", Bounded(d, x)),
            (d, x, _) => d.Code == 1 ? d.Add("Celu", x.Name, Float("alpha", d.Number(0.3, 2))) : null,
            (d, x, _) => d.Add("HardSigmoid", x.Name, Float("alpha", d.Number(0.1, 0.5)), Float("beta", d.Number(0.2, 0.7))),
            (d, x, _) => d.Add("HardSwish", x.Name),
            (d, x, _) => d.Add("Mish", x.Name),
            (d, x, _) => d.Add("Selu", x.Name),
            (d, x, _) => d.Add("Softsign", x.Name),
            (d, x, _) => d.Opset >= 20 ? d.Add("Gelu", x.Name, Text("approximate", d.Of("none", "tanh"))) : null,
            (d, x, _) => d.Opset >= 24 ? d.Add("Swish", x.Name, Float("alpha", d.Number(0.5, 1.5))) : null,
            (d, x, _) => x.Rank > 0 && x[-1] > 0 ? d.Add("PRelu", $"{x.Name} {d.Numbers(-1, 1, x[-1])}") : null,
            (d, x, _) => d.Add("Sum", $"{x.Name} {d.Add("Neg", x.Name)} {d.Given([], 0.5f)}"),
            (d, x, _) => d.Add("Mean", $"{x.Name} {x.Name} {d.Given([], 0.5f)}"),
            (d, x, _) => d.Add("Clip", $"{x.Name} {d.Given([], d.Number(-1, 0))} {d.Given([], d.Number(0, 1))}"),
            (d, x, _) => d.Add("Clip", $"{x.Name} - {d.Given([], 0.25f)}"),
            (d, x, _) => d.Add("CastLike", $"{d.Add("Cast", d.Add("Tanh", x.Name), Int("to", 1))} {x.Name}"),
            (d, x, _) => d.Add("Dropout", x.Name),
            (d, x, _) => d.Add("Pow", $"{d.Add("Abs", x.Name)} {d.Given([], d.Of(1f, 2f, 3f, 1.5f))}"),
        ];

    private static IEnumerable<Func<Draw, Operand, Operand, string?>> Jumping() =>
        [
            (d, _, i) => d.Add("Shrink", i.Name, Float("lambd", d.Number(0, 0.6)), Float("bias", d.Number(0, 0.5))),
            (d, _, i) => d.Add("ThresholdedRelu", i.Name, Float("alpha", d.Number(0, 0.6))),
            (d, _, i) => d.Add("IsNaN", d.Add("Sqrt", i.Name)),
            (d, _, i) => d.Add("IsInf", d.Add("Div", $"{i.Name} {d.Given([], 0)}"), Int("detect_negative", d.Below(2))),
            (d, _, i) =>
                d.Add("ArgMax", i.Name, Int("axis", d.Axis(i, 1)), Int("keepdims", d.Below(2)), Int("select_last_index", d.Below(2))),
            (d, _, i) => d.Add("ArgMin", i.Name, Int("axis", d.Axis(i, 1)), Int("keepdims", d.Below(2))),
            (d, _, i) => d.Add("Hardmax", i.Name, Int("axis", d.Axis(i, 1))),
            (d, _, i) => d.Add("Mod", $"{i.Name} {d.Given([], 0.3f)}", Int("fmod", 1)),
            (d, _, i) => d.Add("Mod", $"{Whole(d, i.Name, 9)} {d.Add("Cast", d.Floats([], 3), Int("to", d.Below(2) == 0 ? 7 : 7))}"),
            (d, _, i) => d.Add("OneHot", $"{Whole(d, i.Name, 4)} {d.Long(5)} {d.Floats([2], -0.5f, 2)}", Int("axis", d.Of(-1, 0, 1))),
            (d, _, i) => d.Add("LogSoftmax", i.Name, Int("axis", d.Axis(i, 1))),
        ];

    private static IEnumerable<Func<Draw, Operand, Operand, string?>> Reducing()
    {
        foreach (
            var name in new[]
            {
                "ReduceL1",
                "ReduceL2",
                "ReduceLogSum",
                "ReduceLogSumExp",
                "ReduceMax",
                "ReduceMean",
                "ReduceMin",
                "ReduceSum",
                "ReduceSumSquare",
            }
        )
        {
            yield return (d, x, _) =>
                !x.IsKnown(1) || x.Rank == 0
                    ? null
                    : d.Add(
                        name,
                        $"{(name == "ReduceLogSum" ? d.Add("Add", $"{d.Add("Abs", x.Name)} {d.Given([], 0.25f)}") : x.Name)} {d.Of(d.Longs(d.Axis(x, Math.Min(1, x.Rank - 1))), x.Rank > 2 ? d.Longs(1, -1) : d.Longs(-1))}",
                        Int("keepdims", d.Below(2))
                    );
        }
    }

    private static IEnumerable<Func<Draw, Operand, Operand, string?>> Norms() =>
        [
            // From an input of the file: what is 0 but for its last digits has any direction.
            (d, _, i) => i.Rank > 1 ? d.Add("LpNormalization", i.Name, Int("axis", d.Axis(i, 1)), Int("p", d.Of(1, 2))) : null,
            (d, x, _) =>
                x.Rank > 1
                    ? d.Add("LpNormalization", d.Add("Mul", $"{x.Name} {d.Given([], 0)}"), Int("axis", d.Axis(x, 1)), Int("p", d.Of(1, 2)))
                    : null,
            (d, _, i) =>
                d.Code == 1 && i.Rank > 2 && i[1] * i[2] > 2 ? d.Add("MeanVarianceNormalization", i.Name, Ints("axes", 1, 2)) : null,
            // From an input too: of large numbers that are alike, ONNX Runtime's x·s + (b − mean·s) keeps few digits.
            (d, _, x) =>
                x.Rank > 2 && x[1] > 0
                    ? d.Add(
                        "InstanceNormalization",
                        $"{x.Name} {d.Numbers(0.5, 2, x[1])} {d.Numbers(-1, 1, x[1])}",
                        Float("epsilon", 0.01f)
                    )
                    : null,
            (d, _, x) =>
                d.Opset >= 21 && x.Rank > 2 && x[1] > 0 && x[1] % 2 == 0
                    ? d.Add(
                        "GroupNormalization",
                        $"{x.Name} {d.Numbers(0.5, 2, x[1])} {d.Numbers(-1, 1, x[1])}",
                        Int("num_groups", 2),
                        Float("epsilon", 0.01f)
                    )
                    : null,
            (d, x, _) =>
                x.Rank > 1 && x[-1] > 0
                    ? d.Add(
                        "LayerNormalization",
                        $"{x.Name} {d.Numbers(0.5, 2, x[-1])}{(d.Coin() ? " " + d.Numbers(-1, 1, x[-1]) : "")}",
                        Int("axis", -1),
                        Float("epsilon", 0.01f)
                    )
                    : null,
            (d, x, _) =>
                d.Opset >= 23 && x.Rank > 1 && x[-1] > 0
                    ? d.Add("RMSNormalization", $"{x.Name} {d.Numbers(0.5, 2, x[-1])}", Int("axis", -1), Float("epsilon", 0.01f))
                    : null,
            (d, x, _) =>
                x.Rank == 4 && x.IsKnown(1)
                    ? d.Add("LRN", x.Name, Int("size", d.Of(1, 3, 5)), Float("alpha", 0.1f), Float("beta", 0.6f), Float("bias", 1.5f))
                    : null,
            (d, x, _) => x.Rank > 2 ? d.Add("GlobalLpPool", x.Name, Int("p", d.Of(1, 2, 3))) : null,
            (d, x, _) => x.Rank > 2 ? d.Add("GlobalMaxPool", x.Name) : null,
            (d, x, _) =>
                x.Rank == 2 && x[1] is > 0 and < 50
                    ? d.Add("SoftmaxCrossEntropyLoss", $"{x.Name} {Labels(d, x)}", Text("reduction", d.Of("none", "mean", "sum")))
                    : null,
            (d, x, _) =>
                x.Rank == 2 && x[1] is > 0 and < 50
                    ? d.Add("NegativeLogLikelihoodLoss", $"{x.Name} {Labels(d, x)}", Text("reduction", d.Of("none", "mean", "sum")))
                    : null,
        ];

    /// <summary>Whole numbers from 0 to a largest, of an input.</summary>
    public static string Whole(Draw d, string input, int largest) =>
        d.Add("Cast", d.Add("Mul", $"{d.Add("Abs", d.Add("Cast", input, Int("to", 1)))} {d.Floats([], largest)}"), Int("to", 7));

    // One class for each row: the row's place, as far as there are classes.
    private static string Labels(Draw d, Operand x) =>
        d.Add(
            "Min",
            $"{d.Add("CumSum", $"{d.Add("Cast", d.Add("ReduceSum", $"{d.Add("Mul", $"{x.Name} {d.Given([], 0)}")} " +
                $"{d.Longs(1)}", Int("keepdims", 0)), Int("to", 7))} {d.Long(0)}")} {d.Long(x[1] - 1)}"
        );

    private static string Bounded(Draw d, Operand x) => d.Add("Mul", $"{d.Add("Tanh", x.Name)} {d.Given([], 0.9f)}");
}
