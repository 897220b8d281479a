using System.Globalization;
using System.Text;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Arrays;

/// <summary>
/// An array of two axes as text: a line for each row, numbers with a decimal point, separated by commas, semicolons or tabs, without a
/// heading.
/// </summary>
internal static class CsvArray
{
    /// <summary>Reads a Float64 array [rows, columns].</summary>
    /// <param name="bytes">The whole file, UTF-8.</param>
    /// <param name="path">What to call it.</param>
    /// <exception cref="DecantException">A cell is no number, or a row is shorter or longer than the first.</exception>
    public static Tensor Read(ReadOnlySpan<byte> bytes, string path)
    {
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\ufeff').TrimEnd().Split('\n');
        var separator = new[] { ',', ';', '\t' }.FirstOrDefault(lines[0].Contains, ',');
        var numbers = new List<double>();
        var columns = lines[0].Split(separator).Length;
        for (var row = 0; row < lines.Length; row++)
        {
            var cells = lines[row].Split(separator);
            if (cells.Length != columns)
            {
                throw new DecantException(
                    $"array '{path}', line {row + 1}: expected {columns} numbers as in the first line, received "
                        + $"{cells.Length}. Give every row the same length."
                );
            }

            numbers.AddRange(cells.Select((cell, column) => Number(cell.Trim(), path, row, column)));
        }

        return Tensor.From<double>([.. numbers], lines.Length, columns);
    }

    /// <summary>The text of a Float64 array of one or two axes; of one, a line for each number.</summary>
    /// <exception cref="DecantException">The array has more axes.</exception>
    public static byte[] Bytes(Tensor array, string path)
    {
        if (array.Rank > 2)
        {
            throw new DecantException(
                $"array '{path}': expected an array of at most two axes, received {array.Rank}. Write it as .npy or .json."
            );
        }

        var columns = array.Rank == 2 ? array.Dimensions[1] : 1;
        var rows = array.Span<double>().ToArray().Chunk(Math.Max(1, columns));
        return Encoding.UTF8.GetBytes(
            string.Concat(
                rows.Select(row => string.Join(',', row.Select(number => number.ToString("R", CultureInfo.InvariantCulture))) + "\n")
            )
        );
    }

    private static double Number(string cell, string path, int row, int column)
    {
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        var remedy = row == 0 ? "Leave a heading out, and write" : "Write";
        throw new DecantException(
            $"array '{path}', line {row + 1}, column {column + 1}: expected a number, received '{cell}'. {remedy} "
                + $"numbers such as 0.5, separated by commas."
        );
    }
}
