using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Decant.Options;

/// <summary>The options of one section, in the order in which they are written and documented.</summary>
internal sealed class OptionSet : IReadOnlyList<Option>
{
    private static readonly ConcurrentDictionary<Type, OptionSet> s_declared = new();

    private readonly Option[] _options;

    private OptionSet(IEnumerable<Option> options)
    {
        _options = [.. options];
        if (_options.GroupBy(option => option.Key).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two options of one section have the key '{twice.Key}'.");
        }
    }

    /// <summary>No options.</summary>
    public static OptionSet Empty { get; } = new([]);

    /// <summary>What a key of the section is, in the singular, for "unknown …".</summary>
    public string Noun { get; private init; } = "key";

    /// <inheritdoc/>
    public int Count => _options.Length;

    /// <inheritdoc/>
    public Option this[int index] => _options[index];

    /// <summary>A set of these options.</summary>
    public static OptionSet Of(params IEnumerable<Option> options) => new(options);

    /// <summary>A set of these options, each of which is called a <paramref name="noun"/>.</summary>
    public static OptionSet Of(string noun, IEnumerable<Option> options) => new(options) { Noun = noun };

    /// <summary>
    /// The options that a type holds in static fields, in the order of their declaration: to declare an option is to list it.
    /// Where the set itself is such a field, it comes below them, because static fields are set from top to bottom.
    /// </summary>
    public static OptionSet DeclaredIn(Type type) =>
        s_declared.TryGetValue(type, out var known) ? known : s_declared.GetOrAdd(type, new OptionSet(FieldsOf(type)));

    private static IEnumerable<Option> FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(field => field.FieldType.IsAssignableTo(typeof(Option)))
            .OrderBy(field => field.MetadataToken)
            .Select(field =>
                (Option?)field.GetValue(null)
                ?? throw new InvalidOperationException($"{type.Name}: declare the option set below {field.Name}.")
            );

    /// <summary>These options and those of another set.</summary>
    public OptionSet And(OptionSet other) => new(_options.Concat(other)) { Noun = Noun };

    /// <inheritdoc/>
    public IEnumerator<Option> GetEnumerator() => ((IEnumerable<Option>)_options).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// The options, with those of every named model, source, loss … in <paramref name="values"/> after the option that names it.
    /// </summary>
    internal IEnumerable<Option> With(OptionValues values) =>
        _options.SelectMany(option => values.Held(option) is Description named ? named.Options.Prepend(option) : [option]);

    /// <summary>Whether the section, or anything that can be named in it, has an option of this key.</summary>
    internal bool Knows(string key) =>
        _options.Any(option =>
            option.Key == key || (option is IVariantOption variant && variant.Facts.Entries.Any(entry => entry.Options.Knows(key)))
        );

    /// <summary>Reads a section; what is wrong is reported, and left out.</summary>
    internal OptionValues Read(WrittenMap written, OptionReading reading) => new OptionSetReading(this, written, reading).Read();

    /// <summary>The section as it would be written, with every value.</summary>
    internal WrittenMap Write(OptionValues values) =>
        new(
            [
                .. With(values)
                    .Select(option => (Option: option, Node: option.Write(values.Held(option))))
                    .Where(entry => entry.Node is not null)
                    .Select(entry => new WrittenEntry(entry.Option.Key, default, entry.Node!, ChangesResult: entry.Option.ChangesResult)),
            ],
            default
        );
}
