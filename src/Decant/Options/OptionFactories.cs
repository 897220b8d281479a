namespace Decant.Options;

/// <content>How options are stated. A null default makes an option required, unless <c>unset</c> says the word for "nothing" (empty: leave
/// it out).</content>
internal abstract partial class Option
{
    /// <summary>A finite number.</summary>
    public static Option<double> Number(
        string key,
        double? byDefault,
        string meaning,
        double? atLeast = null,
        double? above = null,
        double? atMost = null,
        double? below = null,
        string unit = "",
        string? unset = null,
        NumberRule<double>? must = null
    ) =>
        new NumberOption<double>(key, meaning, Given(byDefault, unset), Bounds<double>.Of(atLeast, above, atMost, below), must)
        {
            Unit = unit,
        };

    /// <summary>A whole number.</summary>
    public static Option<int> WholeNumber(
        string key,
        int? byDefault,
        string meaning,
        int? atLeast = null,
        int? atMost = null,
        string unit = "",
        string? unset = null,
        NumberRule<int>? must = null
    ) => new NumberOption<int>(key, meaning, Given(byDefault, unset), Bounds<int>.Of(atLeast, null, atMost, null), must) { Unit = unit };

    /// <summary>A seed: any whole number from 0 on.</summary>
    public static Option<ulong> Seed(string key, ulong? byDefault, string meaning, string? unset = null) =>
        new NumberOption<ulong>(key, meaning, Given(byDefault, unset), Bounds<ulong>.Of(0, null, null, null));

    /// <summary>Something that is on or off.</summary>
    public static Option<bool> Switch(string key, bool? byDefault, string meaning, string? unset = null) =>
        new SwitchOption(key, meaning, Given(byDefault, unset));

    /// <summary>One of the names of an enumeration, written with hyphens.</summary>
    public static Option<T> Choice<T>(string key, T? byDefault, string meaning, string? unset = null)
        where T : struct, Enum => new ChoiceOption<T>(key, meaning, Given(byDefault, unset));

    /// <summary>One of these words.</summary>
    public static Option<string> Word(string key, string? byDefault, IReadOnlyList<string> words, string meaning, string? unset = null) =>
        new WordOption(key, meaning, words, Given(byDefault, unset));

    /// <summary>A text of at least one character.</summary>
    public static Option<string> Text(string key, string? byDefault, string meaning, string? unset = null) =>
        new TextOption(key, meaning, "a text", Given(byDefault, unset));

    /// <summary>A file or folder.</summary>
    public static Option<string> File(string key, string? byDefault, string meaning, string? unset = null) =>
        new TextOption(key, meaning, "a file or folder", Given(byDefault, unset));

    /// <summary>Whole numbers in order; one alone may be written without brackets.</summary>
    public static Option<ValueList<int>> WholeNumbers(
        string key,
        ValueList<int>? byDefault,
        string meaning,
        int? atLeast = null,
        int? atMost = null,
        string unit = "",
        string? unset = null,
        int fewest = 1
    ) =>
        new ListOption<int>(
            (NumberOption<int>)WholeNumber(key, null, meaning, atLeast, atMost),
            "a list of whole numbers",
            Given(byDefault, unset),
            fewest
        )
        {
            Unit = unit,
        };

    /// <summary>Numbers in order; one alone may be written without brackets.</summary>
    public static Option<ValueList<double>> Numbers(
        string key,
        ValueList<double>? byDefault,
        string meaning,
        double? atLeast = null,
        double? above = null,
        double? atMost = null,
        double? below = null,
        string unit = "",
        string? unset = null,
        int fewest = 1
    ) =>
        new ListOption<double>(
            (NumberOption<double>)Number(key, null, meaning, atLeast, above, atMost, below),
            "a list of numbers",
            Given(byDefault, unset),
            fewest
        )
        {
            Unit = unit,
        };

    /// <summary>Texts in order; one alone may be written without brackets.</summary>
    public static Option<ValueList<string>> Texts(
        string key,
        ValueList<string>? byDefault,
        string meaning,
        string? unset = null,
        int fewest = 0
    ) => new ListOption<string>((TextOption)Text(key, null, meaning), "a list of texts", Given(byDefault, unset), fewest);

    /// <summary>A name out of a catalogue; the options of what it names are next to it.</summary>
    public static Option<T> Named<T>(string key, Catalogue<T> catalogue, string? byDefault, string meaning, string? unset = null)
        where T : Description =>
        new VariantOption<T>(key, meaning, catalogue, Given(byDefault is null ? null : catalogue.Find(byDefault), unset));

    /// <summary>Names out of a catalogue, none twice.</summary>
    public static Option<ValueList<T>> NamedList<T>(string key, Catalogue<T> catalogue, ValueList<T> byDefault, string meaning)
        where T : Description =>
        new ListOption<T>(
            new VariantOption<T>(key, meaning, catalogue, Presence<T>.Required),
            $"a list of {string.Join(", ", catalogue.Names)}",
            Presence<ValueList<T>>.By(byDefault),
            0
        )
        {
            IsDistinct = true,
        };

    /// <summary>
    /// A section with options of its own; its defaults hold where it is not written, unless it is required or may be unset.
    /// </summary>
    internal static Option<T> Section<T>(
        string key,
        string meaning,
        bool required = false,
        string? unset = null,
        Option? shortForm = null,
        bool passesOn = false
    )
        where T : Settings, ISettings, new() =>
        new SectionOption<T>(key, meaning, required || unset is not null ? Given<T>(null, unset) : Presence<T>.By(new T()), shortForm)
        {
            PassesOn = passesOn,
        };

    private static Presence<T> Given<T>(T? byDefault, string? unset)
        where T : struct =>
        byDefault is { } value ? Presence<T>.By(value)
        : unset is null ? Presence<T>.Required
        : Presence<T>.Unset(unset);

    private static Presence<T> Given<T>(T? byDefault, string? unset)
        where T : class =>
        byDefault is not null ? Presence<T>.By(byDefault)
        : unset is null ? Presence<T>.Required
        : Presence<T>.Unset(unset);
}
