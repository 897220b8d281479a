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
        var channels = data.SampleShape[0];
        var area = data.SampleSize / channels;
        var (sums, squares, sample) = (new double[channels], new double[channels], new float[data.SampleSize]);

        // Around the first sample's values, so that the squares do not cancel.
        data.Read(0, sample);
        var centre = Enumerable.Range(0, channels).Select(channel => (double)sample[channel * area]).ToArray();
        for (var index = 0; index < looked; index++)
        {
            data.Read((int)((long)index * data.Count / looked), sample);
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
}
