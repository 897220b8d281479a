using Decant.Engine;
using Parquet;
using Parquet.Schema;

namespace Decant.Data.Arrays;

/// <summary>Columns of numbers in a Parquet file, as pandas, Polars, Spark and DuckDB write them.</summary>
internal static class ParquetTable
{
    /// <summary>Reads all columns; what is missing is NaN.</summary>
    /// <exception cref="DecantException">The file is missing or damaged, or a column holds no numbers.</exception>
    public static NamedColumns Read(string path) => ParquetFile.Read(path, () => ReadAsync(path));

    private static async Task<NamedColumns> ReadAsync(string path)
    {
        await using var stream = File.OpenRead(path);
        await using var reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
        var fields = reader.Schema.DataFields;
        List<double>[] columns = [.. fields.Select(_ => new List<double>())];
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            for (var column = 0; column < fields.Length; column++)
            {
                columns[column].AddRange(await Numbers(rows, fields[column], path).ConfigureAwait(false));
            }
        }

        return new NamedColumns([.. fields.Select(field => field.Name)], [.. columns.Select(column => column.ToArray())]);
    }

    private static async Task<double[]> Numbers(ParquetRowGroupReader rows, DataField field, string path) =>
        field.ClrType == typeof(float) ? await Numbers<float>(rows, field).ConfigureAwait(false)
        : field.ClrType == typeof(double) ? await Numbers<double>(rows, field).ConfigureAwait(false)
        : field.ClrType == typeof(int) ? await Numbers<int>(rows, field).ConfigureAwait(false)
        : field.ClrType == typeof(long) ? await Numbers<long>(rows, field).ConfigureAwait(false)
        : throw new DecantException(
            $"Reading {path}: expected numbers (float, double, int32, int64) in column '{field.Name}', received "
                + $"{field.ClrType.Name}. Leave the "
                + "column out."
        );

    private static async Task<double[]> Numbers<T>(ParquetRowGroupReader rows, DataField field)
        where T : struct, System.Numerics.INumber<T>
    {
        if (!field.IsNullable)
        {
            var plain = new T[checked((int)rows.RowCount)];
            await rows.ReadAsync<T>(field, plain.AsMemory()).ConfigureAwait(false);
            return [.. plain.Select(double.CreateChecked)];
        }

        var numbers = new T?[checked((int)rows.RowCount)];
        await rows.ReadAsync<T>(field, numbers.AsMemory()).ConfigureAwait(false);
        return [.. numbers.Select(number => number is { } known ? double.CreateChecked(known) : double.NaN)];
    }
}
