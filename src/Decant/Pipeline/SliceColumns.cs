using System.Globalization;
using Decant.Data;
using Decant.Engine;
using Decant.Runs;
using Decant.Tables;

namespace Decant.Pipeline;

/// <summary>
/// Divides test samples into groups by a column of their table, as the networks read it: a category is a group; of numbers each is a group
/// where the training part has few different ones, and otherwise each quarter of the training part.
/// </summary>
internal static class SliceColumns
{
    private const int MostValues = 8;

    /// <summary>The groups of each column.</summary>
    /// <param name="columns">Names of columns.</param>
    /// <param name="splits">The samples.</param>
    /// <exception cref="DecantException">The samples have no such column.</exception>
    public static IReadOnlyList<SampleGroups> Of(IReadOnlyList<string> columns, DataSplits splits) =>
        [.. columns.Select(column => Of(Find(column, splits.Test), splits))];

    /// <summary>A column of the samples.</summary>
    /// <exception cref="DecantException">There is none of that name.</exception>
    public static TableColumn Find(string name, Dataset samples)
    {
        if (samples.Table is not { } table)
        {
            throw new DecantException(
                $"slices: expected columns of a table, and '{samples.Name}' has none: of each sample it has "
                    + $"{string.Join(", ", samples.Schema.Fields.Select(field => field.Name))}. Remove 'slices', or take data of a table."
            );
        }

        return table.Columns.FirstOrDefault(column => column.Name == name)
            ?? throw new DecantException(
                $"slices: {NearestName.Explain("column", name, table.Columns.Select(column => column.Name))}. Only columns that the "
                    + "networks read can divide samples, not the label and none under data.drop."
            );
    }

    private static SampleGroups Of(TableColumn column, DataSplits splits) =>
        column.IsCategory ? OfCategories(column, splits.Test) : OfNumbers(column, splits);

    private static SampleGroups OfCategories(TableColumn column, Dataset test)
    {
        int[] places =
        [
            .. Rows(test).Select(row => row.Categories[column.Position] is > 0 and var code ? (int)code - 1 : column.Categories.Count),
        ];
        return new(column.Name, [.. column.Categories, "others, not in training"], places);
    }

    private static SampleGroups OfNumbers(TableColumn column, DataSplits splits)
    {
        var test = Numbers(column, splits.Test);
        float[] known = [.. Numbers(column, splits.Train).Order()];
        float[] values = [.. known.Distinct()];
        if (values.Length <= MostValues)
        {
            return new(
                column.Name,
                [.. values.Select(Text), "others, not in training"],
                [.. test.Select(number => Array.IndexOf(values, number) is >= 0 and var place ? place : values.Length)]
            );
        }

        float[] ends =
        [
            .. new[] { known[(known.Length - 1) / 4], known[(known.Length - 1) / 2], known[(known.Length - 1) * 3 / 4] }.Distinct(),
        ];
        return new(
            column.Name,
            [
                $"to {Text(ends[0])}",
                .. ends.Zip(ends.Skip(1), (low, high) => $"over {Text(low)} to {Text(high)}"),
                $"over {Text(ends[^1])}",
            ],
            [.. test.Select(number => ends.Count(end => number > end))]
        );
    }

    // As the layers see them: a missing one is filled in.
    private static IEnumerable<float> Numbers(TableColumn column, Dataset samples) =>
        Rows(samples)
            .Select(row => row.Numbers[column.Position])
            .Select(number => float.IsNaN(number) && column.FillIn is { } fill ? (float)fill : number);

    private static IEnumerable<TableRow> Rows(Dataset samples)
    {
        var row = new TableRow(new float[samples.Table!.NumberCount], new long[samples.Table.CategoryCount]);
        for (var n = 0; n < samples.Count; n++)
        {
            samples.ReadRow(n, row);
            yield return row;
        }
    }

    private static string Text(float number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
