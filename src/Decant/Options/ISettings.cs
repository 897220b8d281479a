namespace Decant.Options;

/// <summary>A section that states its own options.</summary>
internal interface ISettings
{
    /// <summary>The options of the section.</summary>
    static abstract OptionSet Options { get; }

    /// <summary>Rules that concern several options at once.</summary>
    static virtual void Check(SettingsCheck check) { }
}
