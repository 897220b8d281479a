using System.Globalization;
using Decant.Engine;
using Decant.Notices;

namespace Decant.Data.Sources;

/// <summary>What is wrong with pictures and boxes, by kind: each kind one sentence with its count and the first files.</summary>
internal sealed class BoxProblems
{
    private const int MostNamed = 3;

    private readonly SortedDictionary<BoxProblem, List<string>> _found = [];

    /// <summary>Takes note of a problem.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="file">The file that has it.</param>
    public void Add(BoxProblem kind, string file) => (_found.TryGetValue(kind, out var files) ? files : _found[kind] = []).Add(file);

    /// <summary>Refuses what makes files useless, all in one message.</summary>
    /// <param name="root">Where the files lie.</param>
    /// <exception cref="DecantException">There is something.</exception>
    public void Refuse(string root)
    {
        var sentences = _found.Where(entry => IsRefused(entry.Key)).Select(Sentence).ToArray();
        if (sentences.Length > 0)
        {
            throw new DecantException(
                $"Images '{root}': not every picture has boxes that can be used:"
                    + string.Concat(sentences.Select(sentence => $"{Environment.NewLine}  {sentence}"))
                    + $"{Environment.NewLine}Mend or remove these files, or leave them out: data.bad-files: skip."
            );
        }
    }

    /// <summary>What was left out, and what was mended.</summary>
    public IEnumerable<Notice> Notes() =>
        _found.Select(entry =>
            Notice.Warning($"{(IsRefused(entry.Key) ? "left out (data.bad-files: skip)" : Remedy(entry.Key))}: {Sentence(entry)}")
        );

    private static bool IsRefused(BoxProblem kind) => kind <= BoxProblem.UnknownClass;

    private static string Sentence(KeyValuePair<BoxProblem, List<string>> entry)
    {
        var (count, files) = (entry.Value.Count, entry.Value.Distinct().ToArray());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{count} {(count == 1 ? One(entry.Key) : Many(entry.Key))} ({string.Join(", ", files.Take(MostNamed))}"
                + $"{(files.Length > MostNamed ? $" and {files.Length - MostNamed} more files" : "")})."
        );
    }

    private static string Remedy(BoxProblem kind) =>
        kind switch
        {
            BoxProblem.TurnedRound => "turned back",
            BoxProblem.OverEdge => "cut at the edge",
            BoxProblem.OtherSize => "scaled to the picture",
            _ => "left out",
        };

    private static string One(BoxProblem kind) =>
        kind switch
        {
            BoxProblem.NoAnnotation => "picture has no annotation",
            BoxProblem.NoImage => "annotation has no picture",
            BoxProblem.OtherForm => "picture has another form than its annotation says",
            BoxProblem.UnknownClass => "box has a class that data.classes does not name",
            BoxProblem.TurnedRound => "box has its sides the wrong way round",
            BoxProblem.OverEdge => "box reaches over the edge of its picture",
            BoxProblem.Outside => "box lies outside of its picture",
            BoxProblem.Empty => "box has no area",
            BoxProblem.Twice => "box is there twice",
            _ => "picture has another size than its annotation says",
        };

    private static string Many(BoxProblem kind) =>
        kind switch
        {
            BoxProblem.NoAnnotation => "pictures have no annotation",
            BoxProblem.NoImage => "annotations have no picture",
            BoxProblem.OtherForm => "pictures have another form than their annotations say",
            BoxProblem.UnknownClass => "boxes have a class that data.classes does not name",
            BoxProblem.TurnedRound => "boxes have their sides the wrong way round",
            BoxProblem.OverEdge => "boxes reach over the edge of their picture",
            BoxProblem.Outside => "boxes lie outside of their picture",
            BoxProblem.Empty => "boxes have no area",
            BoxProblem.Twice => "boxes are there twice",
            _ => "pictures have another size than their annotations say",
        };
}
