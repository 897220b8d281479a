using Decant.Tables;

namespace Decant.Data;

/// <summary>Mean and deviation of every channel of images, or of every column of a table: what a network's normalisation needs.</summary>
/// <param name="Mean">Of each channel or column.</param>
/// <param name="Deviation">The population's standard deviation of each.</param>
internal sealed record ChannelStatistics(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>Looks at samples, each once and in order.</summary>
    /// <param name="data">One sample or more.</param>
    /// <param name="mostSamples">Of more samples than this, so many at even distances are taken.</param>
    public static ChannelStatistics Of(Dataset data, int mostSamples = int.MaxValue)
    {
        var looked = Math.Min(data.Count, mostSamples);
        var read = Reader(data);
        var channels = data.Table?.FeatureNames.Count() ?? data.SampleShape[0];
        var area = data.Table is null ? data.SampleSize / channels : 1;
        var (sums, squares, sample) = (new double[channels], new double[channels], new float[channels * area]);

        // Around the first sample's values, so that the squares do not cancel.
        read(0, sample);
        var centre = Enumerable.Range(0, channels).Select(channel => (double)sample[channel * area]).ToArray();
        for (var index = 0; index < looked; index++)
        {
            read((int)((long)index * data.Count / looked), sample);
            for (var channel = 0; channel < channels; channel++)
            {
                double sum = 0,
                    square = 0;
                foreach (var value in sample.AsSpan(channel * area, area))
                {
                    var distance = value - centre[channel];
                    sum += distance;
                    square += distance * distance;
                }

                sums[channel] += sum;
                squares[channel] += square;
            }
        }

        var count = (double)looked * area;
        return new ChannelStatistics(
            [.. sums.Select((sum, channel) => centre[channel] + (sum / count))],
            [
                .. squares.Select(
                    (square, channel) => Math.Sqrt(Math.Max(0, (square / count) - (sums[channel] / count * (sums[channel] / count))))
                ),
            ]
        );
    }

    // Of a table what its columns become.
    private static Action<int, float[]> Reader(Dataset data)
    {
        if (data.Table is not { } table)
        {
            return (index, sample) => data.Read(index, sample);
        }

        var row = new TableRow(new float[table.NumberCount], new long[table.CategoryCount]);
        return (index, features) =>
        {
            data.ReadRow(index, row);
            TableFeatures.Write(table, row, features);
        };
    }
}
