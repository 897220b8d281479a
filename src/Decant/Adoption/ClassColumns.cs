using System.Globalization;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>Which of a file's answers belong to the data's classes, labels or numbers: another order, or some of many.</summary>
/// <param name="Columns">The column of the file's answer for each class of the data, from 0.</param>
/// <param name="FileSize">Answers of the file; null where that is not known yet.</param>
/// <param name="Note">How they were found, in a sentence; empty where the user said them.</param>
internal sealed record ClassColumns(IReadOnlyList<int> Columns, int? FileSize, string Note)
{
    /// <summary>
    /// The columns that the user names, else those of the same names; null where the file's answers are taken as they are.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="options">What is known of it.</param>
    /// <param name="task">The data.</param>
    /// <exception cref="DecantException">The user names columns or classes that are not there.</exception>
    public static ClassColumns? Of(Graph file, AdoptionOptions options, AdoptionTask task)
    {
        var (names, own) = (ClassNames.Of(file, task.Goal.Task), task.Goal.Names(task.Samples));
        return options.HeadSize is not null ? null
            : options.Classes is { } asked ? Asked(asked, names, own)
            : names.SequenceEqual(own) || ByName(own, names) is not { } columns ? null
            : names.Count == own.Count && columns.SequenceEqual(Enumerable.Range(0, own.Count)) ? null
            : new ClassColumns(
                columns,
                names.Count,
                names.Count > own.Count
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"of its {names.Count} {task.Goal.Task.Noun} it is asked for the {own.Count} of the data, "
                            + $"by their names: "
                            + $"{Some(own.Select((name, k) => string.Create(CultureInfo.InvariantCulture, $"{name} (column {columns[k]})")))}."
                    )
                    : $"its {task.Goal.Task.Noun} are in another order than the data's; they are put into the data's by their names."
            );
    }

    /// <summary>Refuses columns that an answer does not have.</summary>
    /// <param name="answer">The file's answer.</param>
    /// <exception cref="DecantException">It has fewer.</exception>
    public void RequireIn(Value answer)
    {
        if (Columns.Max() is var last && last >= AnswersOf(answer))
        {
            throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"classes: expected columns from 0 to {AnswersOf(answer) - 1}, as '{answer.Name}' has, received {last}. Count from 0."
                )
            );
        }
    }

    /// <summary>Names of the file's answers in their order: the file's own, else those of the data's classes that they belong to.</summary>
    /// <param name="file">The file.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="task">The data.</param>
    public IReadOnlyList<string> Names(Graph file, Value answer, AdoptionTask task)
    {
        var (names, own) = (ClassNames.Of(file, task.Goal.Task), task.Goal.Names(task.Samples));
        return
        [
            .. Enumerable
                .Range(0, AnswersOf(answer))
                .Select(column =>
                    names.Count > column ? names[column]
                    : Columns.ToList().IndexOf(column) is >= 0 and var place ? own[place]
                    : string.Create(CultureInfo.InvariantCulture, $"column {column}")
                ),
        ];
    }

    // One number alone tells two classes apart.
    private int AnswersOf(Value answer) => FileSize ?? (AnswerSearch.SizePerSample(answer) is > 1 and var size ? size : 2);

    private static ClassColumns Asked(IReadOnlyList<string> asked, IReadOnlyList<string> names, IReadOnlyList<string> own)
    {
        var expected = string.Create(
            CultureInfo.InvariantCulture,
            $"expected for each of the data's {own.Count} ({Some(own)}), in this order, the teacher's column from 0 "
                + $"or its name in the file; or the names of all the teacher's columns in their order"
        );
        var numbers = asked
            .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .ToArray();
        if (numbers.All(number => number >= 0))
        {
            return numbers.Length != own.Count
                    ? throw new DecantException(
                        string.Create(CultureInfo.InvariantCulture, $"classes: {expected}; received {numbers.Length} columns.")
                    )
                : numbers.Distinct().Count() != numbers.Length
                    ? throw new DecantException(
                        $"classes: {expected}; received column "
                            + $"{numbers.GroupBy(number => number).First(group => group.Count() > 1).Key} twice."
                    )
                : new ClassColumns(numbers, null, "");
        }

        return ByName(own, asked) is { } ofAll ? new ClassColumns(ofAll, asked.Count, "")
            : asked.Count == own.Count && ByName(asked, names) is { } ofFile ? new ClassColumns(ofFile, names.Count, "")
            : throw new DecantException(
                $"classes: {expected}; received {Some(asked)}, of which {Missing(asked, names, own)}. "
                    + (names.Count > 0 ? $"The file's names: {Some(names)}." : "The file has no names: write columns.")
            );
    }

    // Each name once, by itself or by how it is written.
    private static int[]? ByName(IReadOnlyList<string> wanted, IReadOnlyList<string> names)
    {
        var columns = wanted.Select(ColumnOf).ToArray();
        return columns.All(column => column >= 0) && columns.Distinct().Count() == columns.Length ? columns : null;

        int ColumnOf(string name)
        {
            int[] Where(Func<string, bool> isMeant) => [.. Enumerable.Range(0, names.Count).Where(column => isMeant(names[column]))];
            return Where(other => other == name) is [var same] ? same
                : Where(other => ClassNames.AreAlike(other, name)) is [var alike] ? alike
                : -1;
        }
    }

    private static string Missing(IReadOnlyList<string> asked, IReadOnlyList<string> names, IReadOnlyList<string> own) =>
        asked.FirstOrDefault(word => !names.Concat(own).Any(name => ClassNames.AreAlike(name, word))) is { } stranger
            ? $"'{stranger}' is no name of the data's or the file's"
        : own.FirstOrDefault(name => !asked.Any(word => ClassNames.AreAlike(name, word))) is { } missing ? $"none is '{missing}'"
        : "some are named twice";

    private static string Some(IEnumerable<string> names) => string.Join(", ", names.Take(5)) + (names.Count() > 5 ? ", …" : "");
}
