namespace Decant.Options;

/// <summary>A piece of a recipe as it was written: not yet understood, but with its place.</summary>
/// <param name="Place">Where it is.</param>
internal abstract record WrittenNode(Place Place)
{
    /// <summary>What the user sees there, for "received …".</summary>
    public abstract string Describe();
}

/// <summary>One word, number or text; <c>IsEmpty</c> where nothing was written after the colon.</summary>
/// <param name="Text">The characters, without quotes.</param>
/// <param name="IsQuoted">Written in quotes, so never empty and never a number in disguise.</param>
/// <param name="Place">Where it is.</param>
internal sealed record WrittenScalar(string Text, Place Place, bool IsQuoted = false) : WrittenNode(Place)
{
    private const int LongestQuotation = 60;

    public bool IsEmpty => !IsQuoted && Text is "" or "~" or "null";

    public override string Describe() =>
        IsEmpty ? "nothing"
        : Text.Length > LongestQuotation ? $"'{Text[..LongestQuotation]}…'"
        : $"'{Text}'";
}

/// <summary>Values in order.</summary>
/// <param name="Items">The values.</param>
/// <param name="Place">Where the list begins.</param>
internal sealed record WrittenList(IReadOnlyList<WrittenNode> Items, Place Place) : WrittenNode(Place)
{
    public override string Describe() => $"a list of {Items.Count}";
}

/// <summary>Keys with values, in the order written; no key occurs twice.</summary>
/// <param name="Entries">The keys and values.</param>
/// <param name="Place">Where the map begins.</param>
internal sealed record WrittenMap(IReadOnlyList<WrittenEntry> Entries, Place Place) : WrittenNode(Place)
{
    public WrittenEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);

    public override string Describe() =>
        Entries.Count == 0
            ? "an empty map"
            : $"a map with {string.Join(", ", Entries.Take(3).Select(entry => entry.Key))}{(Entries.Count > 3 ? ", …" : "")}";
}

/// <summary>One key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyPlace">Where the key is.</param>
/// <param name="Value">What comes after the colon.</param>
/// <param name="Comment">A remark to write next to it, or null.</param>
/// <param name="ChangesResult">Whether another value would give another result.</param>
internal sealed record WrittenEntry(string Key, Place KeyPlace, WrittenNode Value, string? Comment = null, bool ChangesResult = true);
