using System.Globalization;
using Decant.Engine;
using Decant.Notices;

namespace Decant.Data.Sources;

/// <summary>What is wrong with pictures and label images, by kind: each kind one sentence with its count and the first files.</summary>
internal sealed class MaskProblems
{
    private const int MostNamed = 3;

    private readonly SortedDictionary<MaskProblem, List<string>> _found = [];

    /// <summary>How many files cannot be used.</summary>
    public int Count => _found.Values.Sum(files => files.Count);

    /// <summary>Takes note of a file.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="finding">The file, and what there is to say of it.</param>
    public void Add(MaskProblem kind, string finding) => (_found.TryGetValue(kind, out var files) ? files : _found[kind] = []).Add(finding);

    /// <summary>A sentence for each kind.</summary>
    public IEnumerable<string> Sentences =>
        _found.Select(entry =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Value.Count} {(entry.Value.Count == 1 ? One(entry.Key) : Many(entry.Key))}: "
                    + $"{string.Join("; ", entry.Value.Take(MostNamed))}"
                    + $"{(entry.Value.Count > MostNamed ? $"; and {entry.Value.Count - MostNamed} more" : "")}."
            )
        );

    /// <summary>Refuses what cannot be used, all in one message.</summary>
    /// <param name="root">Where the files lie.</param>
    /// <exception cref="DecantException">There is something.</exception>
    public void Refuse(string root)
    {
        if (Count > 0)
        {
            throw new DecantException(
                $"Images '{root}': not every picture has a label image that can be used:"
                    + string.Concat(Sentences.Select(sentence => $"{Environment.NewLine}  {sentence}"))
                    + $"{Environment.NewLine}Mend or remove these files, or leave them out: data.bad-files: skip."
            );
        }
    }

    /// <summary>What was left out.</summary>
    public IEnumerable<Notice> Notes() => Sentences.Select(sentence => Notice.Warning($"left out (data.bad-files: skip): {sentence}"));

    private static string One(MaskProblem kind) =>
        kind switch
        {
            MaskProblem.NoMask => "picture has no label image",
            MaskProblem.NoImage => "label image has no picture",
            MaskProblem.Unreadable => "file cannot be read",
            MaskProblem.OtherSize => "label image has another size than its picture",
            MaskProblem.UnknownClass => "label image has values outside of the classes",
            _ => "label image has void pixels only",
        };

    private static string Many(MaskProblem kind) =>
        kind switch
        {
            MaskProblem.NoMask => "pictures have no label image",
            MaskProblem.NoImage => "label images have no picture",
            MaskProblem.Unreadable => "files cannot be read",
            MaskProblem.OtherSize => "label images have another size than their pictures",
            MaskProblem.UnknownClass => "label images have values outside of the classes",
            _ => "label images have void pixels only",
        };
}
