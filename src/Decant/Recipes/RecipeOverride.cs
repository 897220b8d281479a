using System.Globalization;
using Decant.Engine;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>
/// One <c>--set a.b=value</c>: changes what is written before it is understood, so that a wrong override is explained like a wrong line.
/// A step of the path is a key, a place in a list, or the name of an item such as a loss: <c>losses.soft-targets.temperature=8</c>.
/// </summary>
internal sealed class RecipeOverride
{
    private const int DeepestPath = 32;

    private readonly string _argument;
    private readonly string[] _path;
    private readonly WrittenNode _value;
    private readonly OptionReading _reading;

    private RecipeOverride(string argument, string[] path, WrittenNode value, OptionReading reading) =>
        (_argument, _path, _value, _reading) = (argument, path, value, reading);

    /// <summary>The key of the section that the argument changes.</summary>
    public string Section => _path[0];

    /// <summary>Understands an argument; null where it is none, which is reported.</summary>
    /// <param name="argument">What was written.</param>
    /// <param name="reading">Where problems go.</param>
    /// <param name="example">How it is written.</param>
    public static RecipeOverride? Parse(string argument, OptionReading reading, string example = "--set training.epochs=10")
    {
        var form = $"Write it as {example}.";
        var equals = argument.IndexOf('=');
        var path = equals < 0 ? [] : argument[..equals].Split('.');
        if (equals < 0 || path.Length > DeepestPath || path.Any(string.IsNullOrWhiteSpace))
        {
            reading.Report(new Place(0, 1, Math.Max(1, argument.Length), argument), "expected a path, '=' and a value", form);
            return null;
        }

        // The value is YAML of its own; its problems are shown in the whole argument.
        var text = argument[(equals + 1)..];
        var inner = new OptionReading();
        var value = YamlTree.Read(text, inner);
        foreach (var problem in inner.Problems)
        {
            reading.At(argument[..equals]).Report(Shift(problem.Place), problem.Message, problem.Remedy);
        }

        if (value is null && inner.Problems.Count == 0)
        {
            reading
                .At(argument[..equals])
                .Report(new Place(0, equals + 1, 1, argument), "expected a value after '=', received nothing", form);
        }

        return value is null ? null : new RecipeOverride(argument, path, Moved(value), reading);

        Place Shift(Place place) => new(0, Math.Max(1, place.Column) + equals + 1, place.Length, argument);

        WrittenNode Moved(WrittenNode node) =>
            node switch
            {
                WrittenList list => new WrittenList([.. list.Items.Select(Moved)], Shift(list.Place)),
                WrittenMap map => new WrittenMap(
                    [.. map.Entries.Select(entry => entry with { KeyPlace = Shift(entry.KeyPlace), Value = Moved(entry.Value) })],
                    Shift(map.Place)
                ),
                _ => node with { Place = Shift(node.Place) },
            };
    }

    /// <summary>The recipe with this argument's value in it.</summary>
    public WrittenMap Apply(WrittenMap root) => (WrittenMap)Replace(root, 0);

    private WrittenNode Replace(WrittenNode node, int step) =>
        step == _path.Length
            ? _value
            : node switch
            {
                WrittenMap map => InMap(map, step),
                WrittenList list => InList(list, step),
                WrittenScalar { IsEmpty: true } or WrittenScalar { IsQuoted: false, Text: "off" or "none" } => InMap(
                    new WrittenMap([], node.Place),
                    step
                ),
                _ => Refuse(
                    node,
                    step,
                    $"'{Path(step)}' is {node.Describe()}, which has no '{_path[step]}'",
                    $"Set it as a whole: --set {Path(step)}={{ … }}."
                ),
            };

    private WrittenMap InMap(WrittenMap map, int step)
    {
        var old = map.Find(_path[step]);
        var changed = new WrittenEntry(_path[step], KeyPlace(step), Replace(old?.Value ?? new WrittenMap([], KeyPlace(step)), step + 1));
        return map with
        {
            Entries = old is null
                ? [.. map.Entries, changed]
                : [.. map.Entries.Select(entry => entry == old ? changed with { KeyPlace = old.KeyPlace } : entry)],
        };
    }

    private WrittenNode InList(WrittenList list, int step)
    {
        if (int.TryParse(_path[step], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            if (index > list.Items.Count)
            {
                return Refuse(
                    list,
                    step,
                    $"'{Path(step)}' has {list.Items.Count} items, counted from 0; there is no item {index}",
                    $"{list.Items.Count} adds one at the end."
                );
            }

            var old = index < list.Items.Count ? list.Items[index] : new WrittenMap([], KeyPlace(step));
            // A bare name, such as - hard-labels, means that name with nothing set.
            old =
                old is WrittenScalar { IsEmpty: false } word && step + 1 < _path.Length && word.Text == _path[step + 1]
                    ? new WrittenMap([], word.Place)
                    : old;
            return With(list, index, Replace(old, step + 1));
        }

        var places = Enumerable.Range(0, list.Items.Count).Where(place => NameOf(list.Items[place]) == _path[step]).ToList();
        if (places.Count != 1)
        {
            var names = list.Items.Select(NameOf).OfType<string>().ToList();
            return Refuse(
                list,
                step,
                places.Count == 0
                    ? NearestName.Explain($"item of '{Path(step)}'", _path[step], names)
                    : $"'{Path(step)}' has {places.Count} items called '{_path[step]}'",
                $"Use the item's place, from 0; {list.Items.Count} adds one: --set {Path(step)}.{list.Items.Count}=…."
            );
        }

        var item = list.Items[places[0]];
        return With(list, places[0], Replace(item is WrittenMap ? item : new WrittenMap([], item.Place), step));
    }

    private static WrittenList With(WrittenList list, int index, WrittenNode item) =>
        list with
        {
            Items = [.. list.Items.Take(index), item, .. list.Items.Skip(index + 1)],
        };

    private static string? NameOf(WrittenNode item) =>
        item switch
        {
            WrittenMap { Entries: [var only] } => only.Key,
            WrittenScalar { IsEmpty: false } word => word.Text,
            _ => null,
        };

    private string Path(int steps) => string.Join('.', _path.Take(steps));

    private Place KeyPlace(int step) => new(0, _path.Take(step).Sum(key => key.Length + 1) + 1, _path[step].Length, _argument);

    private WrittenNode Refuse(WrittenNode unchanged, int step, string message, string remedy)
    {
        _reading.At(string.Join('.', _path)).Report(KeyPlace(step), message, remedy);
        return unchanged;
    }
}
