using Decant.Options;

namespace Decant.Recipes;

/// <summary>
/// One teacher of an ensemble: a file, weights for an architecture, one that the recipe trains, or one of the former that it fine-tunes.
/// </summary>
public sealed record TeacherMemberSettings : Settings, ISettings
{
    static OptionSet ISettings.Options => TeacherOrigin.Options;

    /// <summary>The same as a teacher of its own.</summary>
    public TeacherSettings Alone
    {
        get => new() { Values = Values };
        init => Values = value.Values.Only(TeacherOrigin.Options.With(value.Values));
    }

    static void ISettings.Check(SettingsCheck check)
    {
        TeacherOrigin.Check(check);
        NetworkFileSettings.RefuseRuntime(check, "cannot be joined with others into one file");
    }
}
