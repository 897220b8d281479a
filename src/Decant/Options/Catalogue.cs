using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Decant.Engine;

namespace Decant.Options;

/// <summary>Everything of one kind that a recipe can name, in the order in which it is listed.</summary>
/// <typeparam name="T">What it holds.</typeparam>
internal sealed class Catalogue<T> : IReadOnlyCollection<T>
    where T : Description
{
    private readonly T[] _entries;

    /// <summary>A catalogue of these entries.</summary>
    /// <param name="noun">What an entry is, in the singular, such as <c>loss</c>.</param>
    /// <param name="entries">The entries; no name twice.</param>
    public Catalogue(string noun, params IEnumerable<T> entries)
    {
        Noun = noun;
        _entries = [.. entries];
        if (_entries.Select(entry => entry.Name).Distinct().Count() != _entries.Length)
        {
            throw new ArgumentException($"A {noun} is listed twice.", nameof(entries));
        }
    }

    /// <summary>What an entry is, in the singular, such as <c>loss</c>.</summary>
    public string Noun { get; }

    /// <summary>Names that people bring from elsewhere, and what they are called here; never accepted, only explained.</summary>
    public IReadOnlyDictionary<string, string> NamesElsewhere
    {
        get;
        init =>
            field = value.Values.All(Names.Contains)
                ? value
                : throw new ArgumentException($"A name from elsewhere refers to a {Noun} that does not exist.");
    } = new Dictionary<string, string>();

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => _entries.Select(entry => entry.Name);

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <summary>The entry of a name.</summary>
    /// <exception cref="DecantException">There is none; the message lists the known names and the nearest.</exception>
    public T Find(string name) =>
        TryFind(name, out var entry) ? entry : throw new DecantException($"{Explain(name)}. Choose one of these.");

    /// <summary>The entry of a name, where there is one.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out T? entry)
    {
        entry = Array.Find(_entries, entry => entry.Name == name);
        return entry is not null;
    }

    /// <summary>What to say about a name that is not here: its name here, or the nearest, and all known ones.</summary>
    public string Explain(string name) =>
        NamesElsewhere.TryGetValue(name.ToLowerInvariant(), out var here)
            ? $"unknown {Noun} '{name}': its name here is '{here}'; known: {string.Join(", ", Names)}"
            : NearestName.Explain(Noun, name, Names);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
