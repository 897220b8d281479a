using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students;

/// <summary>
/// Piecewise linear encoding of numbers (Gorishniy et al. 2022, arXiv:2203.05556): a number becomes one for each bin, 0 below the bin, 1
/// above it, and between its edges how far it has come, clip((x − low)/(high − low), 0, 1). A layer after it can bend at every edge.
/// </summary>
internal static class NumberBins
{
    /// <summary>The encoding.</summary>
    /// <param name="numbers">Float32 [N, C], none missing.</param>
    /// <param name="edges">Rising edges of each column; a column of one edge is left out.</param>
    /// <returns>Float32 [N, bins of all columns]; null where there are none.</returns>
    public static Value? Of(Value numbers, IReadOnlyList<float[]> edges)
    {
        var bins = edges
            .SelectMany((own, column) => own.Zip(own.Skip(1), (low, high) => (Column: (long)column, Low: low, Width: high - low)))
            .ToArray();
        if (bins.Length == 0)
        {
            return null;
        }

        var graph = numbers.Graph;
        var repeated = numbers.Gather(
            graph.AddInitializer("bins.columns", Tensor.From<long>([.. bins.Select(bin => bin.Column)], bins.Length)),
            1
        );
        var (low, width) = (Row("bins.low", bin => bin.Low), Row("bins.width", bin => bin.Width));
        return ((repeated - low) / width).Clip(0, 1);

        Value Row(string name, Func<(long Column, float Low, float Width), float> number) =>
            graph.AddInitializer(name, Tensor.From<float>([.. bins.Select(number)], 1, bins.Length));
    }
}
