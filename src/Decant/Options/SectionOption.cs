namespace Decant.Options;

/// <summary>An option whose value is a section with options of its own.</summary>
/// <typeparam name="T">The section.</typeparam>
internal sealed class SectionOption<T> : Option<T>, ISectionOption
    where T : Settings, ISettings, new()
{
    private readonly Option? _shortForm;

    /// <param name="key">The key.</param>
    /// <param name="meaning">The meaning.</param>
    /// <param name="presence">What holds where it is not written.</param>
    /// <param name="shortForm">The option that a single value is for: <c>warmup: 5</c> is <c>warmup: { epochs: 5 }</c>.</param>
    public SectionOption(string key, string meaning, Presence<T> presence, Option? shortForm = null)
        : base(key, meaning, presence) => _shortForm = shortForm;

    public override string Kind => _shortForm is null ? "a section" : $"a section, or {_shortForm.Kind} for its {_shortForm.Key}";

    public OptionSet Inner => T.Options;

    public override string Default =>
        IsRequired ? "required"
        : ValueWhenAbsent is null ? base.Default
        : "";

    internal override bool TryReadAbsent(Place section, OptionReading reading, out object? value)
    {
        if (IsRequired || ValueWhenAbsent is null)
        {
            return base.TryReadAbsent(section, reading, out value);
        }

        var isRead = TryReadValue(new WrittenMap([], section), reading, out var read);
        value = read;
        return isRead;
    }

    internal override bool TryReadValue(WrittenNode node, OptionReading reading, out T? value)
    {
        var map = node switch
        {
            WrittenMap written => written,
            WrittenScalar { IsEmpty: false } when _shortForm is not null => new WrittenMap(
                [new(_shortForm.Key, node.Place, node)],
                node.Place
            ),
            _ => null,
        };
        if (map is null)
        {
            reading.Report(
                node.Place,
                $"expected {Kind}, received {node.Describe()}",
                $"Its keys: {string.Join(", ", T.Options.Select(option => option.Key))}."
            );
            value = null;
            return false;
        }

        var before = reading.Problems.Count;
        var values = T.Options.Read(map, reading);
        T.Check(new SettingsCheck(map, values, reading));
        value = new T { Values = values };
        return reading.Problems.Count == before;
    }

    internal override WrittenNode WriteValue(T value) => T.Options.Write(value.Values);
}
