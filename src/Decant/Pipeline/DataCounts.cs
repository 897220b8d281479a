using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.Tables;

namespace Decant.Pipeline;

/// <summary>The samples of a run.</summary>
/// <param name="Source">Where they are from.</param>
/// <param name="SampleShape">[C, H, W] or [D].</param>
/// <param name="ClassNames">The classes; empty where samples have none.</param>
/// <param name="Parts">Name, number and classes of train, validation and test.</param>
/// <param name="Bytes">What they take in memory.</param>
internal sealed record DataCounts(
    string Source,
    IReadOnlyList<int> SampleShape,
    IReadOnlyList<string> ClassNames,
    IReadOnlyList<(string Name, int Count, IReadOnlyList<int> Classes)> Parts,
    long Bytes
)
{
    /// <summary>The columns of a table; null where samples are no rows of one.</summary>
    public TableSchema? Table { get; init; }

    internal static DataCounts Of(DataSplits splits)
    {
        (string, Dataset)[] parts = [("train", splits.Train), ("validation", splits.Validation), ("test", splits.Test)];
        return new(
            splits.Train.Name,
            splits.Train.SampleShape,
            splits.Train.ClassNames,
            [.. parts.Select(part => (part.Item1, part.Item2.Count, (IReadOnlyList<int>)part.Item2.CountClasses()))],
            parts.Sum(part => BytesOf(part.Item2))
        )
        {
            Table = splits.Train.Table,
        };
    }

    /// <summary>
    /// What the inputs of samples take in memory, at their longest: a byte for each number of an image, four or eight for others; nothing
    /// where they are read on demand.
    /// </summary>
    internal static long BytesOf(Dataset? samples) =>
        samples is null or { ReadsFiles: true }
            ? 0
            : samples.Count
                * samples.Schema.Inputs.Sum(input =>
                    (long)input.Count * (input.Geometry == FieldGeometry.Pixels ? sizeof(byte) : input.Type.Size())
                );
}
