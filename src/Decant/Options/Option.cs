namespace Decant.Options;

/// <summary>
/// One option of a recipe, stated once: its key, meaning, unit, range and default. Reading, validation, overrides, the
/// documentation's tables and the effective recipe of a run all come from this statement.
/// </summary>
internal abstract partial class Option
{
    internal Option(string key, string meaning)
    {
        Key = key;
        Meaning = meaning;
    }

    /// <summary>The full word in the recipe, such as <c>learning-rate</c>.</summary>
    public string Key { get; }

    /// <summary>What it does, in one sentence.</summary>
    public string Meaning { get; }

    /// <summary>The unit of its value, such as <c>epochs</c>; empty where it has none.</summary>
    public string Unit { get; internal init; } = "";

    /// <summary>What kind of value it takes, such as <c>a whole number</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The values it accepts among those of its kind, such as <c>above 0</c>; empty where all are.</summary>
    public virtual string Range => "";

    /// <summary>
    /// The default as it would be written; <c>required</c> where the option must be written, empty where leaving it out means nothing.
    /// </summary>
    public abstract string Default { get; }

    /// <summary>Whether the option must be written.</summary>
    public abstract bool IsRequired { get; }

    /// <summary>Whether another value gives another result; false for what only changes how fast it comes.</summary>
    public bool ChangesResult { get; private protected set; } = true;

    /// <summary>Whether options of other sections that are not written there take the values of this section.</summary>
    internal bool PassesOn { get; init; }

    /// <summary>The kind and range in one phrase, for "expected …".</summary>
    internal string Expected => Range.Length == 0 ? Kind : $"{Kind} ({Range})";

    /// <summary>The value that holds where nothing is written; null where that means "nothing".</summary>
    internal abstract object? ValueWhenAbsent { get; }

    /// <summary>Reads the value; reports and returns false where it cannot be understood.</summary>
    internal abstract bool TryRead(WrittenNode node, OptionReading reading, out object? value);

    /// <summary>The value that holds where the section does not mention the option; false where it had to, which is reported.</summary>
    internal virtual bool TryReadAbsent(Place section, OptionReading reading, out object? value)
    {
        value = ValueWhenAbsent;
        if (IsRequired)
        {
            reading.Report(section, $"missing: expected {Expected}", $"Add '{Key}': {Meaning}");
        }

        return !IsRequired;
    }

    /// <summary>The value as it would be written, or null where it is written by leaving it out.</summary>
    internal abstract WrittenNode? Write(object? value);
}
