using System.Globalization;
using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>
/// Looks at every label image once: its size next to that of its picture, and which values it has. From these follow the classes, where the
/// recipe does not say them, and all that is wrong with files.
/// </summary>
/// <param name="tree">Pictures and label images.</param>
/// <param name="pairs">Which belong together.</param>
internal sealed class MaskReader(FileTree tree, MaskPairs pairs)
{
    private const int MostUnnamedColours = 64;
    private const int UsualVoid = 255;

    private readonly Dictionary<int, int[]> _values = [];

    /// <summary>What is wrong with files.</summary>
    public MaskProblems Problems { get; } = new();

    /// <summary>Reads all label images and says what their values mean.</summary>
    /// <param name="classes">What the recipe says of classes; null for nothing.</param>
    /// <param name="voids">What the recipe says of pixels that do not count; null for nothing.</param>
    /// <param name="table">Classes and colours that a file among the data tells; empty for none.</param>
    /// <exception cref="DecantException">The classes cannot be told.</exception>
    public MaskClasses Classes(string? classes, string? voids, IReadOnlyList<(string Name, int Colour)> table)
    {
        foreach (var path in pairs.WithoutMask)
        {
            Problems.Add(MaskProblem.NoMask, path);
        }

        foreach (var path in pairs.WithoutImage)
        {
            Problems.Add(MaskProblem.NoImage, path);
        }

        var all = pairs.Parts.Values.SelectMany(part => part).ToArray();
        var stated = classes is null ? null : MaskClasses.Parse(classes, voids);
        var wantsColours = stated is not null
            ? stated.Colours is not null
            : table.Count > 0 || all.Take(1).Any(pair => MaskFile.HasColoursOnly(tree.Files[pair.Mask].Read()));
        Look(all, wantsColours);
        var known = stated
            ?? (
                table.Count > 0 ? MaskClasses.Of([.. table.Select(entry => entry.Name)], [.. table.Select(entry => entry.Colour)], voids)
                : wantsColours ? OfColours(voids)
                : OfNumbers(voids)
            );
        var seen = _values.Values.SelectMany(values => values).ToHashSet();
        var result =
            known.Colours is null && voids is null && known.Names.Count <= UsualVoid && seen.Contains(UsualVoid)
                ? known with
                {
                    Voids = new HashSet<int> { UsualVoid },
                }
                : known;
        foreach (var pair in all.Where(pair => _values.ContainsKey(pair.Mask)))
        {
            Judge(pair, result);
        }

        return result;
    }

    /// <summary>The pairs of a part that can be used.</summary>
    public IReadOnlyList<MaskPair> Usable(string part) => [.. pairs.Parts[part].Where(pair => _values.ContainsKey(pair.Mask))];

    private void Look(MaskPair[] all, bool wantsColours)
    {
        var found = new (int[]? Values, MaskProblem Kind, string Problem)[all.Length];
        Parallel.For(0, all.Length, place =>
        {
            var (image, mask) = (tree.Files[all[place].Image], tree.Files[all[place].Mask]);
            try
            {
                using var picture = ImageFile.Open(image.Read(), image.Path);
                var labels = MaskFile.Read(mask.Read(), mask.Path, wantsColours);
                found[place] =
                    labels.Height == picture.Height && labels.Width == picture.Width
                        ? (labels.Values.Distinct().Order().ToArray(), default, "")
                        : (
                            null,
                            MaskProblem.OtherSize,
                            $"{mask.Path} is {labels.Width}x{labels.Height}, {image.Path} {picture.Width}x{picture.Height}"
                        );
            }
            catch (DecantException exception)
            {
                found[place] = (null, MaskProblem.Unreadable, exception.Message.TrimEnd('.'));
            }
        });
        foreach (var (pair, (values, kind, problem)) in all.Zip(found))
        {
            if (values is not null)
            {
                _values[pair.Mask] = values;
            }
            else
            {
                Problems.Add(kind, problem);
            }
        }
    }

    private void Judge(MaskPair pair, MaskClasses classes)
    {
        var (path, values) = (tree.Files[pair.Mask].Path, _values[pair.Mask]);
        if (values.Where(value => classes.Of(value) is null).ToArray() is { Length: > 0 } outside)
        {
            const int most = 4;
            Problems.Add(
                MaskProblem.UnknownClass,
                $"{path} has {string.Join(", ", outside.Take(most).Select(classes.Text))}{(outside.Length > most ? ", …" : "")}"
            );
            _values.Remove(pair.Mask);
        }
        else if (values.All(value => classes.Of(value) == MaskClasses.Void))
        {
            Problems.Add(MaskProblem.AllVoid, path);
            _values.Remove(pair.Mask);
        }
    }

    // 0 to the largest number; a number that is void is no class.
    private MaskClasses OfNumbers(string? voids)
    {
        var without = (voids ?? UsualVoid.ToString(CultureInfo.InvariantCulture))
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .ToHashSet();
        var largest = _values.Values.SelectMany(values => values).Where(value => !without.Contains(value)).DefaultIfEmpty(0).Max();
        return largest < MaskClasses.Most
            ? MaskClasses.Of([.. Enumerable.Range(0, largest + 1).Select(c => $"class {c}")], null, voids)
            : throw new DecantException(
                $"Images '{tree.Root}': expected label images with at most {MaskClasses.Most} classes, received the "
                    + $"number {largest}. Name the "
                    + "classes: data.classes."
            );
    }

    private MaskClasses OfColours(string? voids)
    {
        int[] colours = [.. _values.Values.SelectMany(values => values).Distinct().Order()];
        return colours.Length is >= 2 and <= MostUnnamedColours
            ? MaskClasses.Of([.. colours.Select(MaskClasses.ColourText)], colours, voids)
            : throw new DecantException(
                $"Images '{tree.Root}': expected label images with 2 to {MostUnnamedColours} colours, received {colours.Length}. Say which "
                    + "colour is which class: data.classes: sky #808080, road #804080; or let no smoothing of edges mix colours."
            );
    }
}
