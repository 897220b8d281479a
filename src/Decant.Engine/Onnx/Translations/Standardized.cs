using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>What the normalisations have in common: (x − mean) / √(variance + epsilon) over some axes.</summary>
internal static class Standardized
{
    /// <summary>Zero mean and unit variance along axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes that share one mean and one variance.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>The result, the mean and 1 / √(variance + epsilon), both with the axes as 1.</returns>
    public static (Value Y, Value? Mean, Value InverseDeviation) Of(Value x, long[] axes, double epsilon)
    {
        var mean = x.ReduceMean(axes, keepDimensions: true);
        var centred = x - mean;
        var inverse = ((centred * centred).ReduceMean(axes, keepDimensions: true) + epsilon).Sqrt().Reciprocal();
        return (centred * inverse, mean, inverse);
    }

    /// <summary>Without the mean taken away: x / √(mean of x² + epsilon).</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes that share one mean.</param>
    /// <param name="epsilon">Added to the mean of the squares.</param>
    public static (Value Y, Value? Mean, Value InverseDeviation) ByRootMeanSquare(Value x, long[] axes, double epsilon)
    {
        var root = ((x * x).ReduceMean(axes, keepDimensions: true) + epsilon).Sqrt();
        return (x / root, null, root.Reciprocal());
    }

    /// <summary>The axes from one on, to the last.</summary>
    public static long[] From(Value x, int axis) => [.. Enumerable.Range(axis, x.Shape.Rank - axis).Select(i => (long)i)];

    /// <summary>A list of numbers for the channels, ready to be broadcast against [N, C, ...].</summary>
    public static Value PerChannel(Value numbers, Value x) =>
        numbers.Reshape(new Shape([numbers.Shape.Elements, .. Enumerable.Repeat((Dimension)1, x.Shape.Rank - 2)]));
}
