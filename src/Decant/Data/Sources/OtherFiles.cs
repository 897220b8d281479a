using System.Globalization;
using Decant.Engine;
using Decant.Notices;

namespace Decant.Data.Sources;

/// <summary>
/// The files of a tree that are no images which can be read: what they seem to be, and what a reader of the result must know of them.
/// </summary>
internal sealed class OtherFiles
{
    // Kinds of files by their endings, and what is said where a tree has no image at all.
    private static readonly (string[] Endings, string Kind, string Sentence)[] s_kinds =
    [
        (
            [
                ".tif",
                ".tiff",
                ".heic",
                ".heif",
                ".avif",
                ".jxl",
                ".jp2",
                ".ico",
                ".psd",
                ".svg",
                ".dng",
                ".cr2",
                ".nef",
                ".arw",
                ".ppm",
                ".pgm",
                ".tga",
            ],
            "picture",
            "these are images of a format that is not read: convert them to PNG or JPEG."
        ),
        (
            [".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a", ".aac", ".aif", ".aiff"],
            "sound",
            $"this is sound, {ForeignData.NoTask}: give spectrograms as images in class folders, or a table with "
                + $"numbers for each recording."
        ),
        (
            [".mp4", ".avi", ".mov", ".mkv", ".webm"],
            "film",
            $"this is film, {ForeignData.NoTask}: give single pictures of it as images in class folders."
        ),
        ([".csv", ".tsv", ".parquet", ".xlsx", ".gz"], "table", "this is a table: read it with source: csv."),
        (
            [".xml"],
            "boxes",
            $"these are XML files, perhaps boxes on images (Pascal VOC): finding boxes is detection, {ForeignData.NoTask}."
        ),
        (
            [".txt", ".md", ".json", ".jsonl", ".conll", ".html"],
            "text",
            "these are texts: .txt files in class folders, and texts with their classes in one file, are read with source: text."
        ),
        ([".onnx", ".pt", ".pth", ".safetensors"], "network", "these are networks, and no data."),
    ];

    private readonly List<string> _paths = [];

    /// <summary>Takes note of a file.</summary>
    public void Add(string path) => _paths.Add(path);

    /// <summary>What a tree without images seems to hold.</summary>
    public string Meaning
    {
        get
        {
            if (_paths.Count == 0)
            {
                return "it has no files.";
            }

            var most = _paths.CountBy(KindOf).MaxBy(kind => kind.Value).Key;
            return Counts(_paths) + (s_kinds.FirstOrDefault(kind => kind.Kind == most).Sentence is { } sentence ? $": {sentence}" : ".");
        }
    }

    /// <summary>What is left out, a sentence each.</summary>
    public IEnumerable<Notice> Notes()
    {
        string[] pictures = [.. _paths.Where(path => KindOf(path) == "picture")];
        string[] tables = [.. _paths.Where(path => Path.GetExtension(path) is ".csv" or ".tsv")];
        string[] others = [.. _paths.Except(pictures)];
        if (pictures.Length > 0)
        {
            yield return Notice.Warning(
                $"left out because images of these formats are not read: {Counts(pictures)}. Convert them to PNG or JPEG."
            );
        }

        if (others.Length > 0)
        {
            yield return $"Left out because they are no images: "
                + $"{Counts(others)}.{(tables is [var only] ? $" If {only} tells numbers or labels of the images, name it: data.table: {only}." : "")}";
        }
    }

    /// <summary>Refuses images that come with boxes or masks instead of classes.</summary>
    /// <param name="tree">Its images.</param>
    /// <exception cref="DecantException">Most images have a file of boxes, or a second image in a folder of masks, of the same
    /// name.</exception>
    public void RefuseOtherTasks(FileTree tree)
    {
        var images = tree.Files.GroupBy(file => Stem(file.Path)).ToList();
        var stems = images.Select(group => group.Key).ToHashSet();
        var boxes = _paths.Count(path => KindOf(path) == "boxes" && stems.Contains(Stem(path)));
        if (2 * boxes > stems.Count)
        {
            throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Images '{tree.Root}': these are images with boxes ({boxes} .xml files with the names of "
                        + $"images): finding boxes is detection, {ForeignData.NoTask}. To tell what whole images show, put "
                        + $"them into class folders."
                )
            );
        }

        if (2 * images.Count(group => group.Any(file => IsMask(file.Path)) && !group.All(file => IsMask(file.Path))) > stems.Count)
        {
            throw new DecantException(
                $"Images '{tree.Root}': these are images with masks (a second image of the same name in a folder of "
                    + $"annotations): naming every pixel is segmentation: read them with source: image-masks. To "
                    + $"tell what whole images show, put them into class folders."
            );
        }
    }

    private static bool IsMask(string path) =>
        path.Split('/')[..^1]
            .Any(folder =>
                new[] { "annot", "mask", "label", "segment" }.Any(word => folder.Contains(word, StringComparison.OrdinalIgnoreCase))
            );

    private static string Stem(string path) => Path.GetFileNameWithoutExtension(path);

    // Empty where the ending says nothing.
    private static string KindOf(string path)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        return s_kinds.FirstOrDefault(kind => kind.Endings.Contains(ending)).Kind ?? "";
    }

    // 12 files (9 .txt, 3 .csv)
    private static string Counts(IReadOnlyCollection<string> paths)
    {
        const int most = 5;
        var endings = paths
            .CountBy(path => Path.GetExtension(path).ToLowerInvariant() is { Length: > 0 } ending ? ending : "without ending")
            .OrderByDescending(ending => ending.Value)
            .ToList();
        var list = string.Join(
            ", ",
            endings.Take(most).Select(ending => string.Create(CultureInfo.InvariantCulture, $"{ending.Value} {ending.Key}"))
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{paths.Count} {(paths.Count == 1 ? "file" : "files")} ({list}{(endings.Count > most ? ", …" : "")})"
        );
    }
}
