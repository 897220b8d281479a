using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Element by element, at sizes around the widths of all vectors.</summary>
internal static class UnaryCases
{
    private static readonly int[] s_sizes = [33, 32, 31, 17, 16, 15, 9, 8, 7, 5, 4, 3, 2, 1, 0];

    public static IEnumerable<OperatorCase> All()
    {
        (string Name, Func<Value, Value> Apply)[] anywhere =
        [
            ("Abs", x => x.Abs()),
            ("Atan", x => x.Atan()),
            ("Ceil", x => x.Ceil()),
            ("Clip to both sides", x => x.Clip(-0.5, 0.75)),
            ("Clip from below", x => x.Graph.Add(new Clip(Minimum: 0.1), x)),
            ("Clip from above", x => x.Graph.Add(new Clip(Maximum: 0.1), x)),
            ("Cos", x => x.Cos()),
            ("Elu", x => x.Elu()),
            ("Elu with a level", x => x.Elu(0.4)),
            ("Erf", x => x.Erf()),
            ("Exp", x => x.Exp()),
            ("Floor", x => x.Floor()),
            ("Gelu", x => x.Gelu()),
            ("Gelu far out", x => (x * 5).Gelu()),
            ("HardSwish", x => x.HardSwish()),
            ("HardSwish far out", x => (x * 5).HardSwish()),
            ("Identity", x => x.Graph.Add(new Identity(), x)),
            ("LeakyRelu", x => x.LeakyRelu(0.1)),
            ("Neg", x => -x),
            ("Round", x => (x * 2).Round()),
            ("Sin", x => x.Sin()),
            ("Relu", x => x.Relu()),
            ("Sigmoid", x => x.Sigmoid()),
            ("Sign", x => x.Sign()),
            ("Softplus", x => x.Softplus()),
            ("Softplus far out", x => (x * 60).Softplus()),
            ("Sigmoid far out", x => (x * 60).Sigmoid()),
            ("Tanh", x => x.Tanh()),
            ("Dropout mark", x => x.Dropout(0.5)),
            ("Cast to whole numbers and back", x => x.Cast(ElementType.Int64).Cast(ElementType.Float32)),
            ("StopGradient where nothing would pass", x => x.Sign().StopGradient()),
            ("Cast to truth values and back", x => x.Relu().Cast(ElementType.Bool).Cast(ElementType.Float32)),
        ];
        (string Name, Func<Value, Value> Apply)[] above0 =
        [
            ("Log", x => x.Log()),
            ("Reciprocal", x => x.Reciprocal()),
            ("Sqrt", x => x.Sqrt()),
        ];
        foreach (var (name, apply) in anywhere)
        {
            yield return new(name, b => apply(b.Numbers("N"))) { Sizes = s_sizes };
        }

        foreach (var (name, apply) in above0)
        {
            yield return new(name, b => apply(b.Positive("N"))) { Sizes = s_sizes };
        }

        yield return new("Rounded to bfloat16", b => b.Graph.Add(new RoundToBFloat16(), b.Fixed("N"))) { Sizes = s_sizes }; // its derivative is not that of the stairs
        yield return new("Tanh of more elements than one thread takes", b => b.Numbers("N", 1001).Tanh()) { Sizes = [70, 69] };
        yield return new("Relu of a channels-last image", b => b.ChannelsLast("N", 3, 4, 5).Relu());
        yield return new("Not", b => b.Graph.Add(new Not(), b.Truths("N"))) { Sizes = s_sizes };
        yield return new("BitwiseNot", b => b.Few(ElementType.Int64, "N").BitwiseNot()) { Sizes = s_sizes };
        foreach (var ratio in new[] { 0.1, 0.5 })
        {
            yield return new(FormattableString.Invariant($"RandomDropout of {ratio}"), b =>
                b.Graph.Add(new RandomDropout(ratio, new RandomStream(3, "drop").Key), b.Numbers("N", 3), b.Given(ElementType.Int64, 41))
            )
            {
                Sizes = s_sizes,
            };
        }
    }
}
