using System.Globalization;
using Decant.Data;
using Decant.Data.Arrays;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Recipes;
using Decant.SoftTargets;
using Decant.Tasks;

namespace Decant.Pipeline;

/// <summary>Reads a file of answers from elsewhere: an array, or a table whose columns are named after the classes.</summary>
internal static class AnswerFile
{
    /// <summary>The column that says which training sample a row is about, from 0.</summary>
    private const string SampleColumn = "sample";

    /// <summary>Reads it.</summary>
    /// <exception cref="DecantException">It cannot be read, or does not fit samples and classes.</exception>
    public static ArrayTeacher Open(string file, Recipe recipe, RunSettings settings, PreparedData data, Dataset samples)
    {
        var path = NetworkFile.Resolve(file, settings);
        var (classes, origin) = (data.AnswerNames, $"Answers '{path}'");
        var array = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".parquet" => Ordered(ParquetTable.Read(path), classes, samples.Count, origin),
            ".csv" when Named(path) is { } table => Ordered(Numbers(table), classes, samples.Count, origin),
            _ => ArrayFile.Read(path).To(ElementType.Float32),
        };
        if (recipe.Teacher.File.Classes is { } names)
        {
            array = Columns(array, names, classes, origin);
        }

        return new ArrayTeacher(
            array,
            recipe.Teacher.File.Output is AnswerForm.Probabilities,
            samples,
            classes.Count,
            origin,
            RunFolder.Fingerprint(path)
        );
    }

    // Rows by their samples, columns by their classes.
    private static Tensor Ordered(NamedColumns table, IReadOnlyList<string> classes, int samples, string origin)
    {
        var names = table.Names;
        var id = names.IndexOf(SampleColumn);
        int[] columns = [.. classes.Select(name => names.IndexOf(name))];
        if (columns.Contains(-1))
        {
            // Without a column of every name, all columns in their order.
            columns = [.. Enumerable.Range(0, names.Count).Where(column => column != id)];
            if (columns.Length != classes.Count || classes.Any(names.Contains))
            {
                throw new DecantException(
                    $"{origin}: expected a column for each class, {string.Join(", ", classes.Take(8))}; received "
                        + $"{string.Join(", ", names.Take(8))}. Name the columns after the classes."
                );
            }
        }

        var rows = table.Rows;
        if (rows != samples)
        {
            throw new DecantException(
                $"{origin}: expected {samples} rows, one for each training sample, received {rows}. Answer each once."
            );
        }

        var array = new Tensor(ElementType.Float32, samples, classes.Count);
        var numbers = array.Span<float>();
        var seen = new bool[samples];
        for (var row = 0; row < rows; row++)
        {
            var sample = id < 0 ? row : table.Numbers[id][row];
            if (sample != Math.Floor(sample) || sample < 0 || sample >= samples || seen[(int)sample])
            {
                throw new DecantException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{origin}, row {row}: expected each sample from 0 to {samples - 1} once in column "
                            + $"'{SampleColumn}', received {sample}"
                            + $"{(sample >= 0 && sample < samples ? " again" : "")}. Number the training samples from 0."
                    )
                );
            }

            seen[(int)sample] = true;
            for (var c = 0; c < columns.Length; c++)
            {
                numbers[((int)sample * columns.Length) + c] = (float)table.Numbers[columns[c]][row];
            }
        }

        return array;
    }

    // Classes may be called 0 to 9: a line is a heading where any of its cells is no number.
    private static CsvTable? Named(string path)
    {
        var table = CsvTable.Read(path, CsvReading.Plain with { HasHeader = false });
        return table.Rows[0].Cells.All(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? null
            : CsvTable.Read(path, CsvReading.Plain with { HasHeader = true });
    }

    private static NamedColumns Numbers(CsvTable table) =>
        new(
            [.. table.Columns],
            [
                .. Enumerable
                    .Range(0, table.Columns.Count)
                    .Select(column =>
                        table
                            .Rows.Select(row =>
                                double.TryParse(row.Cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                                    ? number
                                    : throw new DecantException(
                                        $"Answers '{table.File}', line {row.Line}: expected a number in column '{table.Columns[column]}', "
                                            + $"received '{row.Cells[column]}'. Write numbers such as 0.5."
                                    )
                            )
                            .ToArray()
                    ),
            ]
        );

    // teacher.classes names the columns in their order, or says for each class which column is its.
    private static Tensor Columns(Tensor array, IReadOnlyList<string> names, IReadOnlyList<string> classes, string origin)
    {
        int[] places = names.All(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? [.. names.Select(name => int.Parse(name, CultureInfo.InvariantCulture))]
            : [.. classes.Select(name => names.ToList().IndexOf(name))];
        var width = array.Rank == 2 ? array.Dimensions[1] : 0;
        if (places.Length != classes.Count || places.Any(place => place < 0 || place >= width))
        {
            throw new DecantException(
                $"{origin}: teacher.classes: expected the names of its {width} columns, or a column for each of {classes.Count} classes; "
                    + $"received {string.Join(", ", names)}. Name {string.Join(", ", classes.Take(8))} in the order of the columns."
            );
        }

        var ordered = new Tensor(ElementType.Float32, array.Dimensions[0], places.Length);
        var from = array.Span<float>();
        var to = ordered.Span<float>();
        for (var row = 0; row < array.Dimensions[0]; row++)
        {
            for (var c = 0; c < places.Length; c++)
            {
                to[(row * places.Length) + c] = from[(row * width) + places[c]];
            }
        }

        array.Dispose();
        return ordered;
    }
}
