using System.Globalization;
using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Engine;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>The options of one source as a recipe gave them, checked, with defaults for the rest.</summary>
internal sealed class DataOptions
{
    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly IReadOnlyList<DataOption> _known;

    internal DataOptions(IReadOnlyDictionary<string, string> values, IReadOnlyList<DataOption> known, string root)
    {
        _values = values;
        _known = known;
        Root = root;
    }

    /// <summary>Where relative paths start.</summary>
    public string Root { get; }

    /// <summary>Whether no one asks for classes or targets: a source may find samples where there are none.</summary>
    public bool IsUnlabelled { get; internal init; }

    /// <summary>What the rows of a table must become, whatever they are by themselves; null where the rows decide.</summary>
    internal TableSchema? Table { get; init; }

    /// <summary>How the teacher reads texts; null where it does not, or there is none.</summary>
    internal TeacherTexts? Teacher { get; init; }

    /// <summary>How texts are read, whatever the options say; null where the options and the training texts decide.</summary>
    internal IReadOnlyList<TextReading>? Readings { get; init; }

    /// <summary>How much of decoded samples may be kept in memory.</summary>
    internal SampleMemory Memory { get; init; } = SampleMemory.Of(null);

    /// <summary>The value of an option as text; null where it has neither value nor default.</summary>
    public string? Text(string name) =>
        _values.TryGetValue(name, out var value) ? value : _known.Single(option => option.Name == name).Default;

    /// <summary>A path, made absolute; null where none was given.</summary>
    public string? Path(string name) => Text(name) is { } path ? System.IO.Path.GetFullPath(path, System.IO.Path.GetFullPath(Root)) : null;

    /// <summary>A path that must be given.</summary>
    /// <exception cref="DecantException">It was not.</exception>
    public string RequiredPath(string name) => Path(name) ?? throw new DecantException($"data.{name}: expected a path, received nothing.");

    /// <summary>A whole number; null where it has neither value nor default.</summary>
    public int? Whole(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>A seed.</summary>
    public ulong Seed(string name) => ulong.Parse(Text(name)!, CultureInfo.InvariantCulture);

    /// <summary>A number; null where it has neither value nor default.</summary>
    public double? Number(string name) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>A flag; false where it has neither value nor default.</summary>
    public bool Flag(string name) => Text(name) == "true";
}
