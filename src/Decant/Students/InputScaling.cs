using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students;

/// <summary>How inputs are brought to mean 0 and deviation 1 inside the graph: (x − mean)/deviation per channel or column.</summary>
/// <param name="Mean">One number per channel or column, or one for all.</param>
/// <param name="Deviation">One number above 0 per channel or column, or one for all.</param>
internal sealed record InputScaling(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>Inputs as they are.</summary>
    public static InputScaling None { get; } = new([0], [1]);

    /// <summary>Whether an input can be scaled so: floats [N, C, ..] of a fixed size.</summary>
    internal static bool Fits(Value input) =>
        input is { Type: ElementType.Float32, Shape.Rank: >= 2 } && input.Shape.Skip(1).All(size => size.IsStatic);

    /// <summary>The same for another number of channels: one number for all where there is not one for each.</summary>
    internal InputScaling Of(int channels) =>
        Mean.Count == 1 && Deviation.Count == 1 || Mean.Count == channels ? this : new([Mean.Average()], [Deviation.Average()]);

    /// <summary>The scaled input.</summary>
    internal Value Apply(Value input)
    {
        if (Mean.All(mean => mean == 0) && Deviation.All(deviation => deviation == 1))
        {
            return input;
        }

        var graph = input.Graph;
        return (input - graph.AddInitializer("input.mean", PerChannel(Mean)))
            / graph.AddInitializer("input.deviation", PerChannel(Deviation));

        Tensor PerChannel(IReadOnlyList<double> numbers)
        {
            var channels = numbers.Count == 1 ? 1 : input.Shape[1].Size;
            int[] dimensions = input.Shape.Rank == 4 ? [1, channels, 1, 1] : [1, channels];
            return Tensor.From<float>([.. numbers.Select(number => (float)number)], dimensions);
        }
    }
}
