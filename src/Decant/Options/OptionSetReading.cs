using Decant.Engine;

namespace Decant.Options;

/// <summary>
/// One section being read: first the options that name something (they bring options of their own) and those that others
/// inherit from, then the rest, then the keys that no one knows and the options that no one wrote.
/// </summary>
internal sealed class OptionSetReading(OptionSet options, WrittenMap written, OptionReading reading)
{
    private OptionValues _values = OptionValues.Empty;
    private OptionReading _reading = reading;

    public OptionValues Read()
    {
        foreach (var option in options.Where(option => option is IVariantOption || option.PassesOn))
        {
            Read(option);
        }

        var known = options.With(_values).ToList();
        foreach (var option in known.Where(option => !_values.IsGiven(option) && !(option is IVariantOption || option.PassesOn)))
        {
            Read(option);
        }

        var keys = known.Select(option => option.Key).ToHashSet();
        foreach (var entry in written.Entries.Where(entry => !keys.Contains(entry.Key)))
        {
            ReportUnknown(entry, keys);
        }

        return _values;
    }

    private void Read(Option option)
    {
        object? value;
        if (written.Find(option.Key) is { } entry)
        {
            if (!option.TryRead(entry.Value, _reading.At(option.Key), out value))
            {
                return;
            }
        }
        else if (_reading.Inherited.IsGiven(option))
        {
            value = _reading.Inherited.Held(option);
        }
        else if (!option.TryReadAbsent(written.Place, _reading.At(option.Key), out value))
        {
            return;
        }

        _values = _values.Holding(option, value);
        if (option.PassesOn && value is Settings section)
        {
            _reading = _reading.Inheriting(section.Values);
        }
    }

    private void ReportUnknown(WrittenEntry entry, IEnumerable<string> keys)
    {
        foreach (var variant in options.Where(option => option is IVariantOption))
        {
            var (noun, entries) = ((IVariantOption)variant).Facts;
            var owners = entries.Where(owner => owner.Options.Any(option => option.Key == entry.Key)).Select(owner => owner.Name).ToList();
            var isUnderstood = _values.IsGiven(variant);
            if (owners.Count > 0 && isUnderstood)
            {
                var chosen = _values.Held(variant) is Description named ? $"the {noun} here is '{named.Name}'" : $"no {noun} is named here";
                _reading
                    .At(entry.Key)
                    .Report(
                        entry.KeyPlace,
                        $"'{entry.Key}' belongs to {noun} {string.Join(" and ", owners.Select(owner => $"'{owner}'"))}; {chosen}",
                        $"Remove '{entry.Key}', or write '{variant.Key}: {owners[0]}'."
                    );
            }

            if (owners.Count > 0)
            {
                return;
            }

            if (!isUnderstood)
            {
                // Its name was not understood, which is reported already: any of its keys may be right.
                keys = keys.Concat(entries.SelectMany(owner => owner.Options).Select(option => option.Key));
            }
        }

        var names = keys.Distinct().ToList();
        _reading.At(entry.Key).Report(entry.KeyPlace, NearestName.Explain(options.Noun, entry.Key, names), Remedy(entry, names));
    }

    // What the slip probably was: a colon or a point that was meant otherwise, a line that slid out of its section, a misspelling.
    private string Remedy(WrittenEntry entry, List<string> names)
    {
        var isAlone = entry.Value is WrittenScalar { IsEmpty: true };
        var words = entry.Key.Split([' ', '='], 2, StringSplitOptions.TrimEntries);
        if (isAlone && words.Length == 2 && names.Contains(words[0]))
        {
            return $"Write '{words[0]}: {words[1]}'.";
        }

        if (isAlone && entry.Key.All(char.IsAsciiDigit))
        {
            return "In braces a comma ends a value; write the decimal point as '.'.";
        }

        var home = options
            .Where(option => option is ISectionOption section && section.Inner.Knows(entry.Key))
            .OrderByDescending(option => option.PassesOn)
            .FirstOrDefault();
        return home is null ? $"Correct or remove '{entry.Key}'." : $"Move '{entry.Key}' into '{home.Key}', indented.";
    }
}
