using Decant.Data.Fields;
using Decant.Engine;

namespace Decant.Data.Batches;

/// <summary>How long every sample of a data set is along one axis.</summary>
internal static class SampleLengths
{
    /// <summary>Reads the smallest field with this axis of every sample.</summary>
    /// <exception cref="DecantException">No field varies along it.</exception>
    public static int[] Of(Dataset dataset, string axis)
    {
        var field = dataset.Schema.Fields.Where(one => one.Length?.Name == axis).MinBy(one => one.RowCount)
            ?? throw new DecantException(
                $"Batches of '{dataset.Name}': "
                    + $"{NearestName.Explain("axis that varies", axis, dataset.Schema.Fields.Select(one => one.Length?.Name).OfType<string>().Distinct())}."
            );
        var (lengths, sample) = (new int[dataset.Count], new Sample(field));
        for (var index = 0; index < lengths.Length; index++)
        {
            sample.Clear();
            dataset.Read(index, sample);
            lengths[index] = sample.Length(axis);
        }

        sample.Dispose();
        return lengths;
    }
}
