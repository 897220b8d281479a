using Decant.Runs;

namespace Decant.Reporting;

/// <summary>
/// How much better or worse the distilled student is than its teacher in one class or label; a mean over all hides what a rare one loses.
/// </summary>
/// <param name="Name">The class or label.</param>
/// <param name="Samples">Test samples of it, or what else the table counts.</param>
/// <param name="Columns">What is compared.</param>
/// <param name="Leading">The one of them that the table leads with.</param>
internal sealed record ClassDifference(string Name, long Samples, IReadOnlyList<ComparedColumn> Columns, ComparedColumn Leading)
{
    // Points of a share that one class must lose more than all do, for a sentence of its own.
    private const double Notable = 0.05;

    /// <summary>Student − teacher in the leading column, −1 to 1; null without test samples of the class.</summary>
    public double? Difference => Of(Leading);

    /// <summary>The difference in points, with its sign.</summary>
    public string Text =>
        Difference is { } difference ? $"{(difference > 0 ? "+" : "")}{Quantity.Number(difference * 100, 1)}" : Quantity.None;

    /// <summary>Student − teacher in a column; null without test samples of the class.</summary>
    public double? Of(ComparedColumn column) => Samples == 0 ? null : column.Student - column.Teacher;

    /// <summary>
    /// Every class or label by index; empty without both a teacher and a distilled student, or a table that compares them.
    /// </summary>
    public static IReadOnlyList<ClassDifference> Of(Run run)
    {
        if (
            run.Arm(ArmNames.Teacher) is not { } arm
            || TableOf(arm.Seeds[0]) is not { } teacher
            || run.Arm(ArmNames.Distilled) is not { } student
        )
        {
            return [];
        }

        var students = student
            .Seeds.Select(TableOf)
            .OfType<ResultTable>()
            .Where(table => table.Cells.Count == teacher.Cells.Count)
            .ToArray();
        if (students.Length < student.Seeds.Count)
        {
            return [];
        }

        var (count, compared) = (
            teacher.Columns[teacher.Place(ColumnKind.Count)].Name,
            teacher.Columns.Where(column => column.IsCompared).ToArray()
        );
        return
        [
            .. Enumerable
                .Range(0, teacher.Cells.Count)
                .Select(row =>
                {
                    ComparedColumn[] columns =
                    [
                        .. compared.Select(column => new ComparedColumn(
                            column,
                            teacher.Cell(row, column.Name) ?? double.NaN,
                            students.Average(table => table.Cell(row, column.Name) ?? double.NaN)
                        )),
                    ];
                    return new ClassDifference(
                        ClassName.Of(run.Data.AnswerNames, row),
                        (long)(teacher.Cell(row, count) ?? 0),
                        columns,
                        columns.Single(column => column.Column.Name == teacher.Leading)
                    );
                }),
        ];
    }

    /// <summary>Names the class that loses most; empty where none loses much more than all do.</summary>
    public static string Sentence(Run run)
    {
        var counted = Of(run).Where(difference => difference.Difference is not null).ToArray();
        if (counted.Length < 2 || counted.MinBy(difference => difference.Difference) is not { } worst)
        {
            return "";
        }

        return worst.Difference < counted.Average(difference => difference.Difference) - Notable && worst.Difference < -Notable
            ? $"The student loses most in {worst.Name}: {Quantity.Number(-worst.Difference!.Value * 100, 1)} points "
                + $"of {worst.Leading.Column.Title} against the teacher, in {Quantity.Count(worst.Samples)} test "
                + $"{Counted(run)}."
            : "";
    }

    private static string Counted(Run run) =>
        TableOf(run.Arms[0].Seeds[0]) is { } table ? table.Columns[table.Place(ColumnKind.Count)].Title.ToLowerInvariant() : "";

    // One that counts its rows, and compares shares.
    private static ResultTable? TableOf(SeedResult seed) =>
        seed.Test.Tables.FirstOrDefault(table => table.Leading is not null && table.Place(ColumnKind.Count) >= 0);
}
