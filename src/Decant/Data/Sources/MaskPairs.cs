using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>A picture and its label image.</summary>
/// <param name="Image">The picture's place in the tree.</param>
/// <param name="Mask">The label image's place in the tree.</param>
internal readonly record struct MaskPair(int Image, int Mask);

/// <summary>
/// Which picture belongs to which label image: both have the same name without its ending, one lies in a folder of pictures, the other in
/// one of label images. <c>images/labels</c>, <c>train/trainannot</c> (SegNet's CamVid), <c>JPEGImages/SegmentationClass</c> (Pascal VOC)
/// and <c>leftImg8bit/gtFine</c> (Cityscapes) are known; parts by folders <c>train</c>, <c>val</c>, <c>test</c>.
/// </summary>
internal sealed class MaskPairs
{
    private static readonly string[] s_maskWords =
    [
        "labels",
        "label",
        "masks",
        "mask",
        "annotations",
        "annotation",
        "annot",
        "annots",
        "segmentationclass",
        "segmentations",
        "gtfine",
        "gt",
        "groundtruth",
        "seg",
    ];
    private static readonly string[] s_imageWords = ["images", "image", "imgs", "img", "jpegimages", "leftimg8bit", "pictures", "photos"];
    private static readonly string[] s_others = ["segmentationobject", "instances", "inst", "depth"];
    private static readonly string[] s_imageEndings = ["_leftImg8bit"];

    // Where one picture has several label images, the first of these is taken.
    private static readonly string[] s_maskEndings =
    [
        "_gtFine_labelTrainIds",
        "_gtFine_labelIds",
        "_gtFine_color",
        "_labels",
        "_label",
        "_mask",
        "_masks",
        "_segmentation",
        "_seg",
        "_gt",
        "_L",
    ];
    private static readonly string[] s_leftOut = ["_gtFine_instanceIds", "_gtFine_polygons"];

    private MaskPairs(Dictionary<string, List<MaskPair>> parts) => Parts = parts;

    /// <summary>
    /// The pairs of <c>train</c>, <c>validation</c> and <c>test</c>; all are in <c>train</c> where the tree has no parts.
    /// </summary>
    public IReadOnlyDictionary<string, List<MaskPair>> Parts { get; }

    /// <summary>Pictures without a label image, by path.</summary>
    public List<string> WithoutMask { get; } = [];

    /// <summary>Label images without a picture, by path.</summary>
    public List<string> WithoutImage { get; } = [];

    /// <summary>Finds the pairs of a tree.</summary>
    /// <param name="tree">Its image files.</param>
    /// <param name="images">The folder of the pictures; null to go by the usual names.</param>
    /// <param name="masks">The folder of the label images; null to go by the usual names.</param>
    /// <exception cref="DecantException">Two files of a part have one name, or there is no pair, or none to train with.</exception>
    public static MaskPairs Of(FileTree tree, string? images, string? masks)
    {
        var pictures = new Dictionary<(string Part, string Stem), int>();
        var labels = new Dictionary<(string Part, string Stem), (int File, int Rank)>();
        for (var file = 0; file < tree.Files.Count; file++)
        {
            var path = tree.Files[file].Path;
            var (folders, stem) = (path.Split('/')[..^1], Path.GetFileNameWithoutExtension(path));
            if (!ImageFile.HasImageName(path) || (masks is null && folders.Any(folder => s_others.Contains(folder.ToLowerInvariant()))))
            {
                continue;
            }

            var part = folders.Select(PartOf).LastOrDefault(name => name is not null) ?? "";
            if (masks is null ? folders.Any(IsMaskFolder) : Lies(folders, masks))
            {
                if (s_leftOut.Any(ending => stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                {
                    continue;
                }

                var rank = Array.FindIndex(s_maskEndings, ending => stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
                var key = (part, rank < 0 ? stem : stem[..^s_maskEndings[rank].Length]);
                if (labels.TryGetValue(key, out var known) && known.Rank == rank)
                {
                    throw Twice(tree, "label images", file, known.File);
                }

                labels[key] = !labels.ContainsKey(key) || (rank >= 0 && rank < known.Rank) ? (file, rank) : known;
            }
            else if (images is null || Lies(folders, images))
            {
                var ending = s_imageEndings.FirstOrDefault(ending => stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ?? "";
                if (!pictures.TryAdd((part, stem[..^ending.Length]), file))
                {
                    throw Twice(tree, "pictures", file, pictures[(part, stem[..^ending.Length])]);
                }
            }
        }

        return Joined(tree, pictures, labels);
    }

    /// <summary>How many pictures have a label image, as the usual names tell.</summary>
    /// <param name="paths">Paths of files.</param>
    public static bool Fits(IReadOnlyCollection<string> paths)
    {
        var files = paths
            .Where(ImageFile.HasImageName)
            .Select(path => (Folders: path.Split('/')[..^1], Stem: Stem(path)))
            .ToLookup(file => file.Folders.Any(IsMaskFolder), file => file.Stem);
        var labels = files[true].ToHashSet(StringComparer.Ordinal);
        var pairs = files[false].Distinct(StringComparer.Ordinal).Count(labels.Contains);
        return pairs > 0 && 2 * pairs >= labels.Count;
    }

    private static MaskPairs Joined(
        FileTree tree,
        Dictionary<(string Part, string Stem), int> pictures,
        Dictionary<(string Part, string Stem), (int File, int Rank)> labels
    )
    {
        var parts = new Dictionary<string, List<MaskPair>>();
        var (used, lonely) = (new HashSet<int>(), new List<string>());
        foreach (var ((part, stem), picture) in pictures.OrderBy(entry => entry.Value))
        {
            // One folder of label images may serve pictures of all parts; the ending of a label image may be part of both names.
            var mask = new[] { part, "" }
                .SelectMany(where =>
                    s_maskEndings.Where(stem.EndsWith).Select(ending => (where, stem[..^ending.Length])).Prepend((where, stem))
                )
                .Select(key => labels.TryGetValue(key, out var known) ? known.File : -1)
                .FirstOrDefault(file => file >= 0, -1);
            if (mask < 0)
            {
                lonely.Add(tree.Files[picture].Path);
                continue;
            }

            used.Add(mask);
            var name = part.Length == 0 ? "train" : part;
            (parts.TryGetValue(name, out var pairs) ? pairs : parts[name] = []).Add(new MaskPair(picture, mask));
        }

        if (parts.Count == 0)
        {
            throw new DecantException(
                $"Images '{tree.Root}': no picture has a label image of the same name. Expected two folders such as images/ and labels/, "
                    + "JPEGImages/ and SegmentationClass/, train/ and trainannot/; data.images and data.masks name others."
            );
        }

        if (!parts.ContainsKey("train"))
        {
            throw new DecantException(
                $"Images '{tree.Root}': found pairs of {string.Join(" and ", parts.Keys)}, but none of train. Name the folder with the "
                    + "training pictures train."
            );
        }

        var found = new MaskPairs(parts);
        found.WithoutMask.AddRange(lonely);
        found.WithoutImage.AddRange(
            labels
                .Values.Where(label => !used.Contains(label.File))
                .Select(label => tree.Files[label.File].Path)
                .Order(StringComparer.Ordinal)
        );
        return found;
    }

    private static string Stem(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        return
            s_maskEndings.Concat(s_imageEndings).FirstOrDefault(ending => stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                is { } ending
            ? stem[..^ending.Length]
            : stem;
    }

    private static bool IsMaskFolder(string folder) => s_maskWords.Contains(Core(folder, s_maskWords));

    // train_labels, trainannot, labels-val: what is left of a folder's name without the part is labels, annot.
    private static string Core(string folder, string[] words)
    {
        var name = folder.ToLowerInvariant();
        foreach (var part in ClassFolders.PartNames)
        {
            if (
                name.Length > part.Length
                && name.StartsWith(part, StringComparison.Ordinal)
                && words.Contains(name[part.Length..].Trim('_', '-', ' '))
            )
            {
                return name[part.Length..].Trim('_', '-', ' ');
            }

            if (
                name.Length > part.Length
                && name.EndsWith(part, StringComparison.Ordinal)
                && words.Contains(name[..^part.Length].Trim('_', '-', ' '))
            )
            {
                return name[..^part.Length].Trim('_', '-', ' ');
            }
        }

        return name;
    }

    private static string? PartOf(string folder)
    {
        var name = folder.ToLowerInvariant();
        foreach (var words in new[] { s_maskWords, s_imageWords })
        {
            var core = Core(folder, words);
            if (core != name && words.Contains(core))
            {
                return ClassFolders.PartNamed(
                    (name.StartsWith(core, StringComparison.Ordinal) ? name[core.Length..] : name[..^core.Length]).Trim('_', '-', ' ')
                );
            }
        }

        return ClassFolders.PartNamed(name);
    }

    private static bool Lies(string[] folders, string folder)
    {
        var wanted = folder.Trim('/').Split('/');
        return Enumerable
            .Range(0, Math.Max(0, folders.Length - wanted.Length + 1))
            .Any(first => folders.AsSpan(first, wanted.Length).SequenceEqual(wanted));
    }

    private static DecantException Twice(FileTree tree, string what, int one, int other) =>
        new(
            $"Images '{tree.Root}': two {what} of one part have the same name: '{tree.Files[other].Path}' and "
                + $"'{tree.Files[one].Path}'. Name the "
                + "folders that belong together (data.images, data.masks), or give each file a name of its own."
        );
}
