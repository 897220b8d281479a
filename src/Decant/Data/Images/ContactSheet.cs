namespace Decant.Data.Images;

/// <summary>Many samples in one picture, so that a person can look at the data.</summary>
internal static class ContactSheet
{
    private const int Gap = 2;
    private const byte Paper = 96;

    /// <summary>Puts samples side by side, one class per column where that fits: first row, the first sample of each class.</summary>
    /// <param name="data">Images.</param>
    /// <param name="rows">Samples of each class.</param>
    /// <param name="mostColumns">Classes that are shown at most.</param>
    /// <param name="magnification">Every pixel becomes a square of this side.</param>
    public static Picture Of(Dataset data, int rows = 10, int mostColumns = 20, int magnification = 1)
    {
        var columns = Math.Clamp(data.ClassNames.Count, 1, mostColumns);
        var (channels, height, width) = (
            data.SampleShape[0] == 1 ? 1 : 3,
            data.SampleShape[1] * magnification,
            data.SampleShape[2] * magnification
        );
        var (sheetHeight, sheetWidth) = ((rows * (height + Gap)) + Gap, (columns * (width + Gap)) + Gap);
        var pixels = new byte[channels * sheetHeight * sheetWidth];
        pixels.AsSpan().Fill(Paper);
        var filled = new int[columns];
        var sample = new float[data.SampleSize];
        for (var index = 0; index < data.Count && filled.Sum() < rows * columns; index++)
        {
            var column = data.ClassNames.Count == 0 ? 0 : data.Label(index);
            if (column >= columns || filled[column] == rows)
            {
                continue;
            }

            data.Read(index, sample);
            var (top, left) = (Gap + (filled[column]++ * (height + Gap)), Gap + (column * (width + Gap)));
            for (var place = 0; place < channels * height * width; place++)
            {
                var (channel, y, x) = (place / (height * width), place / width % height, place % width);
                var value = sample[(((channel * data.SampleShape[1]) + (y / magnification)) * data.SampleShape[2]) + (x / magnification)];
                pixels[(((channel * sheetHeight) + top + y) * sheetWidth) + left + x] = (byte)MathF.Round(255 * Math.Clamp(value, 0, 1));
            }
        }

        return new Picture(channels, sheetHeight, sheetWidth, pixels);
    }
}
