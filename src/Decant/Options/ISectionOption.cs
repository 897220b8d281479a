namespace Decant.Options;

/// <summary>An option whose value is a section, for those who list all options.</summary>
internal interface ISectionOption
{
    /// <summary>The options of the section.</summary>
    OptionSet Inner { get; }
}
