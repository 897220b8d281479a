using Decant.Options;

namespace Decant.Recipes;

/// <summary>A new last layer of a network from elsewhere.</summary>
public sealed record HeadSettings : Settings, ISettings
{
    private static readonly Option<int> s_classes = Option.WholeNumber(
        "classes",
        null,
        "Classes, labels or numbers that it answers, as many as the data have.",
        atLeast: 1
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(HeadSettings));

    /// <summary>What it answers per sample.</summary>
    public int Classes
    {
        get => Get(s_classes);
        init => Values = Changed<int>(s_classes, value);
    }

    static void ISettings.Check(SettingsCheck check)
    {
        // One number; its bounds are its option's.
    }
}
