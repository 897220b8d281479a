using System.Globalization;
using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Notices;

namespace Decant.Data.Sources;

/// <summary>One part of the data, as a source read it.</summary>
/// <param name="Name">Its name in a report.</param>
/// <param name="Content">The texts.</param>
/// <param name="Labels">The class of each; −1 for none.</param>
internal sealed record TextPart(string Name, TextContent Content, int[] Labels)
{
    /// <summary>Target sets of every text.</summary>
    public IReadOnlyList<MemoryTargets> Targets { get; init; } = [];

    /// <summary>Whose each text is, or when it was written.</summary>
    public IReadOnlyList<MemoryIdentities> Identities { get; init; } = [];
}

/// <summary>Makes data sets of the parts that a source read: one vocabulary, one longest text, and what must be said of them.</summary>
internal static class TextParts
{
    /// <summary>Cuts the texts of all parts into pieces.</summary>
    /// <param name="train">The training texts, of which a vocabulary may be learnt.</param>
    /// <param name="validation">Null where the source sets none aside.</param>
    /// <param name="test">Null where the source sets none aside.</param>
    /// <param name="classNames">Names of the classes.</param>
    /// <param name="options">Tokenizer and lengths.</param>
    /// <param name="notes">What the source itself has to say.</param>
    public static SourceParts Of(
        TextPart train,
        TextPart? validation,
        TextPart? test,
        IReadOnlyList<string> classNames,
        DataOptions options,
        IEnumerable<Notice> notes
    )
    {
        var readings = TextReadings.Of(options, train.Content);
        TextPart[] parts = [.. new[] { train, validation, test }.OfType<TextPart>()];
        PieceTable[][] tables = [.. parts.Select(part => readings.Select(reading => PieceTable.Of(reading, part.Content)).ToArray())];
        // Nothing is planned for the longest text that may come, where the longest that comes is shorter.
        int[] longest = [.. readings.Select((_, place) => tables.Max(part => part[place].Longest))];
        TextSamples[] made =
        [
            .. parts.Zip(tables, (part, own) =>
                new TextSamples(part.Name, part.Content, own, longest, part.Labels, classNames, part.Targets, part.Identities)
            ),
        ];
        return new SourceParts(
            made[0],
            validation is null ? null : made[1],
            test is null ? null : made[^1],
            [.. notes, .. Emptiness(parts), .. Lengths(readings, parts, tables)]
        );
    }

    /// <summary>What the data are called: by their file, or by its folder where the file says only which part it is.</summary>
    public static string NameOf(string path)
    {
        var stem = Path.GetFileName(path).Split('.')[0];
        return stem is "train" or "training" && Path.GetFileName(Path.GetDirectoryName(path)) is { Length: > 0 } folder ? folder : stem;
    }

    private static IEnumerable<Notice> Emptiness(IReadOnlyList<TextPart> parts)
    {
        var all = parts.SelectMany(part => part.Content.Texts).ToList();
        var (empty, blank) = (all.Count(text => text.Length == 0), all.Count(text => text.Length > 0 && string.IsNullOrWhiteSpace(text)));
        if (empty + blank > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{empty + blank} of {all.Count} texts have no words ({empty} are empty, {blank} are blanks only). They are kept: a network "
                    + $"has to answer about them too."
            );
        }
    }

    private static IEnumerable<Notice> Lengths(IReadOnlyList<TextReading> readings, TextPart[] parts, PieceTable[][] tables)
    {
        foreach (var (place, reading) in readings.Index())
        {
            var (all, cut) = (0, 0);
            foreach (var (part, own) in parts.Zip(tables))
            {
                all += part.Labels.Length;
                cut += Enumerable.Range(0, part.Labels.Length).Count(index => own[place].Cut(index) > 0);
            }

            if (cut > 0)
            {
                var sentence = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{cut} of {all} texts ({100.0 * cut / all:0.##} %) have more than {reading.Longest} pieces of the "
                        + $"{(reading.Prefix.Length == 0 ? "student's" : "teacher's")} vocabulary and were cut (data.max-length)."
                );
                yield return 10 * cut > all ? Notice.Warning(sentence) : sentence;
            }
        }
    }
}
