using System.Formats.Tar;
using System.IO.Compression;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Tokenizers.Oracle;

/// <summary>Lines of real texts: film reviews, captions in four languages, posts.</summary>
internal static class RealTexts
{
    /// <summary>2,500 lines; the test is skipped where the data are missing.</summary>
    public static IEnumerable<string> Lines() => Reviews().Take(700).Concat(Captions()).Concat(Posts().Take(600));

    /// <summary>All reviews of the training part.</summary>
    public static IEnumerable<string> Reviews() =>
        File.ReadLines(Path.Combine(RealData.RootWith("sst2"), "sst2", "train.tsv")).Select(line => line.Split('\t')[0]);

    private static List<string> Captions()
    {
        var lines = new List<string>();
        using var archive = File.OpenRead(Path.Combine(RealData.RootWith("multi30k.tar.gz"), "multi30k.tar.gz"));
        using var unpacked = new GZipStream(archive, CompressionMode.Decompress);
        using var reader = new TarReader(unpacked);
        while (reader.GetNextEntry() is { } entry)
        {
            if (Path.GetFileName(entry.Name) is "val.cs.gz" or "val.de.gz" or "val.en.gz" or "val.fr.gz")
            {
                using var text = new StreamReader(new GZipStream(entry.DataStream!, CompressionMode.Decompress));
                lines.AddRange(text.ReadToEnd().Split('\n').Take(300));
            }
        }
        return lines;
    }

    private static IEnumerable<string> Posts()
    {
        var words = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(RealData.RootWith("wnut17"), "wnut17", "wnut17train.conll")))
        {
            if (line.Contains('\t', StringComparison.Ordinal))
            {
                words.Add(line.Split('\t')[0]);
            }
            else if (words.Count > 0)
            {
                yield return string.Join(' ', words);
                words.Clear();
            }
        }
    }
}
