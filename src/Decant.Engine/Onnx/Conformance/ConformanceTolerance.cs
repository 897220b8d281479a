using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx.Conformance;

/// <summary>
/// How near a number must come: |expected − found| ≤ Absolute + Relative · |expected|. The numbers are those of the standard's own runner
/// of backends (onnx/backend/test/runner), raised where 16-bit floats are involved, which are computed in 32 bits here.
/// </summary>
/// <param name="Relative">Share of the expected number.</param>
/// <param name="Absolute">What is tolerated in addition.</param>
internal sealed record ConformanceTolerance(double Relative, double Absolute)
{
    /// <summary>For 32- and 64-bit numbers.</summary>
    public static readonly ConformanceTolerance Standard = new(1e-3, 1e-7);

    /// <summary>For models with 16-bit floats: 8 bits of bfloat16's significand leave 2⁻⁸ of a number.</summary>
    public static readonly ConformanceTolerance Half = new(1e-2, 1e-3);

    /// <summary>
    /// For Fourier transforms: numbers that cancel to 0 keep the rounding of the large ones in the standard's own results.
    /// </summary>
    public static readonly ConformanceTolerance Transform = new(1e-3, 1e-5);

    /// <summary>What fits a model.</summary>
    public static ConformanceTolerance For(GraphProto graph) =>
        graph
            .Input.Concat(graph.Output)
            .Any(value => value.Type?.TensorType?.ElemType is OnnxElementType.Float16 or OnnxElementType.BFloat16)
        || graph
            .Node.SelectMany(node => node.Attribute)
            .Any(attribute => attribute is { Name: "to", I: OnnxElementType.Float16 or OnnxElementType.BFloat16 })
            ? Half
        : graph.Node.Any(node => node.OpType is "DFT" or "STFT") ? Transform
        : Standard;

    /// <summary>Compares two tensors.</summary>
    /// <returns>The largest difference, and what is wrong; null where nothing is.</returns>
    public (double LargestError, string? Problem) Compare(string name, Tensor expected, Tensor actual)
    {
        if (expected.Type != actual.Type || !expected.Dimensions.SequenceEqual(actual.Dimensions))
        {
            return (0, $"output '{name}': expected {expected}, received {actual}.");
        }

        var (wanted, found) = (Translations.ConstantNumbers.Of(expected), Translations.ConstantNumbers.Of(actual));
        var (largest, problem) = (0.0, (string?)null);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i].Equals(found[i]))
            {
                continue;
            }

            var difference = Math.Abs(wanted[i] - found[i]);
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
            if (!(difference <= Absolute + (Relative * Math.Abs(wanted[i]))))
            {
                problem ??= FormattableString.Invariant(
                    $"output '{name}', element {i} of {expected}: expected {wanted[i]}, received {found[i]}."
                );
            }
        }

        return (largest, problem);
    }
}
