using System.Globalization;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>
/// Boxes in a table with a line for each box and a header: the picture's file, the class, and left, top, right and bottom in pixels, by
/// their usual names.
/// </summary>
internal static class CsvBoxes
{
    private static readonly (string Meaning, string[] Names)[] s_columns =
    [
        ("file", ["filename", "file", "file_name", "image", "image_path", "path", "image_id", "picture"]),
        ("class", ["class", "label", "name", "category", "cell_type", "class_name"]),
        ("left", ["xmin", "left", "x1", "x_min"]),
        ("top", ["ymin", "top", "y1", "y_min"]),
        ("right", ["xmax", "right", "x2", "x_max"]),
        ("bottom", ["ymax", "bottom", "y2", "y_max"]),
    ];

    /// <summary>Whether a file may be one.</summary>
    public static bool IsNamed(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads all of a tree.</summary>
    /// <exception cref="DecantException">A column is missing, or a cell is no number.</exception>
    public static StatedBoxes Read(FileTree tree) =>
        new([.. tree.Files.Where(file => IsNamed(file.Path)).SelectMany(Read)], []) { OthersAreEmpty = true };

    private static IEnumerable<StatedPicture> Read(TreeFile file)
    {
        var table = CsvTable.Read(file.Path, CsvReading.Plain, () => new StreamReader(new MemoryStream(file.Read())));
        var columns = s_columns.Select(column => Find(file, table, column)).ToArray();
        var part = ClassFolders.PartNamed(Path.GetFileNameWithoutExtension(file.Path)) ?? ClassFolders.PartOf(file.Path);
        return table
            .Rows.GroupBy(row => row.Cells[columns[0]])
            .Select(rows => new StatedPicture(
                rows.Key,
                [.. rows.Select(row => new StatedBox(row.Cells[columns[1]], Cell(row, 2), Cell(row, 3), Cell(row, 4), Cell(row, 5)))]
            )
            {
                Part = part,
            });

        double Cell((string[] Cells, int Line) row, int column) =>
            double.TryParse(row.Cells[columns[column]], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number
                : throw new DecantException(
                    $"Boxes '{file.Path}', line {row.Line}: expected a number as {s_columns[column].Meaning}, received "
                        + $"'{row.Cells[columns[column]]}'. Mend the line."
                );
    }

    private static int Find(TreeFile file, CsvTable table, (string Meaning, string[] Names) column)
    {
        for (var place = 0; place < table.Columns.Count; place++)
        {
            if (column.Names.Contains(table.Columns[place].ToLowerInvariant()))
            {
                return place;
            }
        }

        throw new DecantException(
            $"Boxes '{file.Path}': expected a column with the {column.Meaning} of each box ({string.Join(", ", column.Names)}), received "
                + $"{string.Join(", ", table.Columns)}. Rename the column."
        );
    }
}
