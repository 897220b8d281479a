using System.Globalization;
using Decant.Data;
using Decant.Runs;
using Decant.Tables;

namespace Decant.Evaluation;

/// <summary>Samples as a person can judge them: texts, rows with their columns, small grey pictures.</summary>
internal static class ShownSamples
{
    // Larger pictures are made smaller by leaving pixels out: enough to tell what is on them.
    private const int MostPixels = 48;
    private const int MostLetters = 400;

    /// <summary>Reads one sample.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="part">The part's name.</param>
    /// <param name="n">The sample's place in it.</param>
    public static ShownSample Of(Dataset data, string part, int n)
    {
        var name = NameOf(data, part, n);
        if (data.Texts is { } texts)
        {
            var (text, second) = (texts[n].Text, texts[n].Second);
            return new ShownSample(name, Short(second is null ? text : $"{text} ⏐ {second}"), [], 0, 0);
        }

        if (data.Table is { } table)
        {
            return new ShownSample(name, Row(data, table, n), [], 0, 0);
        }

        if (!data.IsImages && data.ColumnNames.Count == 0)
        {
            return new ShownSample(name, "", [], 0, 0);
        }

        var values = new float[data.SampleSize];
        data.Read(n, values);
        return data.IsImages ? Picture(name, data.SampleShape, values) : new ShownSample(name, Row(data, values), [], 0, 0);
    }

    /// <summary>Where a sample is found: its place in its part, and in the source that the part was taken from.</summary>
    public static string NameOf(Dataset data, string part, int n)
    {
        var (whole, place) = (data, n);
        while (whole is Subset subset)
        {
            (whole, place) = (subset.Whole, subset.PlaceInWhole(place));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{part} {n}{(ReferenceEquals(whole, data) ? "" : $" (sample {place} of {whole.Name})")}"
        );
    }

    private static ShownSample Picture(string name, IReadOnlyList<int> shape, float[] values)
    {
        var (channels, height, width) = (shape[0], shape[1], shape[2]);
        var step = Math.Max(1, (Math.Max(height, width) + MostPixels - 1) / MostPixels);
        var (rows, columns) = ((height + step - 1) / step, (width + step - 1) / step);
        var pixels = new float[rows * columns];
        for (var i = 0; i < pixels.Length; i++)
        {
            var at = (i / columns * step * width) + (i % columns * step);
            for (var c = 0; c < channels; c++)
            {
                pixels[i] += values[(c * height * width) + at] / channels;
            }
        }

        return new ShownSample(name, "", pixels, rows, columns);
    }

    private static string Row(Dataset data, TableSchema table, int n)
    {
        var row = new TableRow(new float[table.NumberCount], new long[table.CategoryCount]);
        data.ReadRow(n, row);
        return Short(
            string.Join(
                ", ",
                table.Columns.Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Name} {column.TextOf(row)}"))
            )
        );
    }

    // Numbers that are 0 say little.
    private static string Row(Dataset data, float[] values) =>
        Short(
            string.Join(
                ", ",
                data.ColumnNames.Zip(values)
                    .Where(cell => cell.Second != 0)
                    .Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.First} {cell.Second:0.####}"))
            )
        );

    private static string Short(string text) => text.Length <= MostLetters ? text : text[..(MostLetters - 1)] + "…";
}
