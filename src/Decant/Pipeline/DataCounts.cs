using Decant.Data;

namespace Decant.Pipeline;

/// <summary>The samples of a run.</summary>
/// <param name="Source">Where they are from.</param>
/// <param name="SampleShape">[C, H, W] or [D].</param>
/// <param name="ClassNames">The classes; empty where samples have none.</param>
/// <param name="Parts">Name, number and classes of train, validation and test.</param>
/// <param name="Notes">How the parts came about, and what was left out.</param>
/// <param name="Bytes">What they take in memory.</param>
public sealed record DataCounts(
    string Source, IReadOnlyList<int> SampleShape, IReadOnlyList<string> ClassNames, IReadOnlyList<(string Name, int Count, IReadOnlyList<int> Classes)> Parts, IReadOnlyList<string> Notes, long Bytes)
{
    internal static DataCounts Of(DataSplits splits)
    {
        (string, Dataset)[] parts = [("train", splits.Train), ("validation", splits.Validation), ("test", splits.Test)];
        return new(
            splits.Train.Name, splits.Train.SampleShape, splits.Train.ClassNames, [.. parts.Select(part => (part.Item1, part.Item2.Count, (IReadOnlyList<int>)part.Item2.CountClasses()))], splits.Notes,
            parts.Sum(part => (long)part.Item2.Count * part.Item2.SampleSize) * (splits.Train.IsImages ? sizeof(byte) : sizeof(float)));
    }
}
