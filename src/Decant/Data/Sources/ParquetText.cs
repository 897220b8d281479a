using System.Globalization;
using Decant.Data.Arrays;
using Decant.Engine;
using Parquet;
using Parquet.Schema;

namespace Decant.Data.Sources;

/// <summary>Texts in columns of a Parquet file, as the hubs of data sets offer them; columns of lists are left out.</summary>
internal static class ParquetText
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="DecantException">The file is missing or damaged, or has no column that is read.</exception>
    public static TextTable Read(string path) => ParquetFile.Read(path, () => ReadAsync(path));

    private static async Task<TextTable> ReadAsync(string path)
    {
        await using var stream = Seekable(DataFile.OpenInflated(path));
        await using var reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
        DataField[] fields = [.. reader.Schema.DataFields.Where(field => field.MaxRepetitionLevel == 0 && IsRead(field))];
        if (fields.Length == 0)
        {
            throw new DecantException(
                $"Texts '{path}': no column holds texts or numbers: "
                    + $"{string.Join(", ", reader.Schema.DataFields.Select(field => $"{field.Name} {field.ClrType.Name}"))}. Name another file."
            );
        }

        var rows = new List<(string[] Cells, int Line)>();
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var part = reader.OpenRowGroupReader(group);
            var columns = new string[fields.Length][];
            for (var place = 0; place < fields.Length; place++)
            {
                columns[place] = await Cells(part, fields[place]).ConfigureAwait(false);
            }

            for (var row = 0; row < part.RowCount; row++)
            {
                rows.Add(([.. columns.Select(column => column[row])], rows.Count + 1));
            }
        }

        return new TextTable(path, [.. fields.Select(field => field.Name)], HasNames: true, rows);
    }

    private static bool IsRead(DataField field) =>
        IsText(field)
        || field.ClrType == typeof(bool)
        || field.ClrType == typeof(int)
        || field.ClrType == typeof(long)
        || field.ClrType == typeof(float)
        || field.ClrType == typeof(double);

    private static bool IsText(DataField field) => field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>);

    private static async Task<string[]> Cells(ParquetRowGroupReader rows, DataField field)
    {
        if (!IsText(field))
        {
            return field.ClrType == typeof(bool) ? await Cells<bool>(rows, field).ConfigureAwait(false)
                : field.ClrType == typeof(int) ? await Cells<int>(rows, field).ConfigureAwait(false)
                : field.ClrType == typeof(long) ? await Cells<long>(rows, field).ConfigureAwait(false)
                : field.ClrType == typeof(float) ? await Cells<float>(rows, field).ConfigureAwait(false)
                : await Cells<double>(rows, field).ConfigureAwait(false);
        }

        var texts = new string?[checked((int)rows.RowCount)];
        await rows.ReadAsync(field, texts.AsMemory()!).ConfigureAwait(false);
        return [.. texts.Select(text => text ?? "")];
    }

    private static async Task<string[]> Cells<T>(ParquetRowGroupReader rows, DataField field)
        where T : struct, IConvertible
    {
        if (!field.IsNullable)
        {
            var plain = new T[checked((int)rows.RowCount)];
            await rows.ReadAsync<T>(field, plain.AsMemory()).ConfigureAwait(false);
            return [.. plain.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        }

        var numbers = new T?[checked((int)rows.RowCount)];
        await rows.ReadAsync<T>(field, numbers.AsMemory()).ConfigureAwait(false);
        return [.. numbers.Select(number => number?.ToString(CultureInfo.InvariantCulture) ?? "")];
    }

    // The format is read from its end.
    private static Stream Seekable(Stream stream)
    {
        if (stream.CanSeek)
        {
            return stream;
        }

        using (stream)
        {
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            copy.Position = 0;
            return copy;
        }
    }
}
