namespace Decant.Options;

/// <summary>A section that was read, for the rules that concern several of its options. Values that could not be read are absent.</summary>
/// <param name="Written">The section as it was written.</param>
/// <param name="Values">What was understood.</param>
/// <param name="Reading">Where problems go.</param>
internal readonly record struct SettingsCheck(WrittenMap Written, OptionValues Values, OptionReading Reading)
{
    /// <summary>Whether the section itself mentions the option.</summary>
    public bool Has(string key) => Written.Find(key) is not null;

    /// <summary>Whether the section mentions the option and means something by it.</summary>
    public bool Has(Option option) => Has(option.Key) && Values.Held(option) is not null;

    /// <summary>Reports a problem at an option, or at the section where it is not written.</summary>
    public void Report(string key, string message, string remedy)
    {
        var entry = Written.Find(key);
        (entry is null ? Reading : Reading.At(key)).Report(entry?.KeyPlace ?? Written.Place, message, remedy);
    }
}
