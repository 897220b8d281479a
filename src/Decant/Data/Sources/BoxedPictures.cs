using System.Collections.Concurrent;
using System.Globalization;
using Decant.Data.Images;
using Decant.Engine;
using Decant.Notices;

namespace Decant.Data.Sources;

/// <summary>The pictures of a tree with the boxes that its annotations state, part by part.</summary>
internal sealed class BoxedPictures
{
    private const string Train = "train";

    private readonly FileTree _tree;
    private readonly StatedBoxes _stated;
    private readonly int[] _images;
    private readonly BoxProblems _problems = new();
    private readonly Dictionary<string, List<BoxedPicture>> _parts = [];
    private int _unlisted;

    /// <summary>Joins pictures and annotations.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="stated">What the annotations state.</param>
    /// <param name="classes">Names of the classes; empty to take those that are stated.</param>
    /// <param name="skips">Whether files that cannot be used are left out.</param>
    /// <exception cref="DecantException">Files cannot be used, or there is nothing to train with.</exception>
    public BoxedPictures(FileTree tree, StatedBoxes stated, IReadOnlyList<string> classes, bool skips)
    {
        (_tree, _stated) = (tree, stated);
        _images = [.. Enumerable.Range(0, tree.Files.Count).Where(file => ImageFile.HasImageName(tree.Files[file].Path))];
        ClassNames =
            classes.Count > 0 ? classes
            : stated.ClassNames.Count > 0 ? stated.ClassNames
            : [.. stated.Pictures.SelectMany(picture => picture.Boxes).Select(box => box.Class).Distinct().Order(StringComparer.Ordinal)];
        Join();
        if (!skips)
        {
            _problems.Refuse(tree.Root);
        }

        if (!_parts.ContainsKey(Train))
        {
            throw new DecantException(
                $"Images '{tree.Root}': no picture to train with has boxes that can be used"
                    + $"{(_parts.Count > 0 ? $", only of {string.Join(" and ", _parts.Keys)}" : "")}. Name the folder or list with the "
                    + "training pictures train."
            );
        }
    }

    /// <summary>The classes in their order.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>
    /// The pictures of <c>train</c>, <c>validation</c> and <c>test</c>; all are in <c>train</c> where the tree has no parts.
    /// </summary>
    public IReadOnlyDictionary<string, List<BoxedPicture>> Parts => _parts;

    /// <summary>The most boxes of a picture, 1 or more.</summary>
    public int MostBoxes => Math.Max(1, _parts.Values.SelectMany(part => part).Max(picture => picture.Boxes.Count));

    /// <summary>What a reader of the result must know, a sentence each.</summary>
    public IEnumerable<Notice> Notes()
    {
        var empty = _parts.Values.Sum(part => part.Count(picture => picture.Boxes.Count == 0));
        if (empty > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{empty} of {_parts.Values.Sum(part => part.Count)} pictures have no boxes: they count as background."
            );
        }

        if (_unlisted > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Left out because no list of a part names them: {_unlisted} {(_unlisted == 1 ? "picture" : "pictures")}."
            );
        }

        foreach (var note in _problems.Notes())
        {
            yield return note;
        }
    }

    private void Join()
    {
        var index = new PictureIndex(_tree, _images);
        var lists = new PartLists(_tree, _images.Select(file => Path.GetFileNameWithoutExtension(_tree.Files[file].Path)).ToHashSet());
        var found = new Dictionary<int, StatedPicture>();
        foreach (var picture in _stated.Pictures)
        {
            if (index.Find(picture.File) is { } file)
            {
                // A table or several files may tell boxes of one picture.
                found[file] = found.TryGetValue(file, out var known) ? known with { Boxes = [.. known.Boxes, .. picture.Boxes] } : picture;
            }
            else
            {
                _problems.Add(BoxProblem.NoImage, picture.File);
            }
        }

        var sizes = Sizes();
        var mending = new BoxMending(ClassNames, _problems);
        foreach (var file in _images)
        {
            var path = _tree.Files[file].Path;
            var part = lists[path];
            if (part is null && lists.Any)
            {
                _unlisted++;
                continue;
            }

            if (!found.TryGetValue(file, out var stated))
            {
                if (!_stated.OthersAreEmpty)
                {
                    _problems.Add(BoxProblem.NoAnnotation, path);
                    continue;
                }

                stated = new StatedPicture(path, []);
            }

            // What cannot be read is told by the reader of pictures.
            var (width, height) = sizes.GetValueOrDefault(file, (1, 1));
            var boxes = sizes.ContainsKey(file) ? mending.Mend(path, stated, width, height) : [];
            if (boxes is not null)
            {
                var name = part ?? stated.Part ?? ClassFolders.PartOf(path) ?? Train;
                (_parts.TryGetValue(name, out var own) ? own : _parts[name] = []).Add(new BoxedPicture(file, width, height, boxes));
            }
        }
    }

    private ConcurrentDictionary<int, (int Width, int Height)> Sizes()
    {
        var sizes = new ConcurrentDictionary<int, (int Width, int Height)>();
        Parallel.ForEach(_images, file =>
        {
            try
            {
                using var image = ImageFile.Open(_tree.Files[file].Read(), _tree.Files[file].Path);
                sizes[file] = (image.Width, image.Height);
            }
            catch (DecantException)
            {
                // The reader of pictures says so, with all others.
            }
        });
        return sizes;
    }
}
