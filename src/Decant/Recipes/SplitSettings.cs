using Decant.Data;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>By what samples are divided where the source does not say.</summary>
public sealed record SplitSettings : Settings, ISettings
{
    private static readonly Option<SplitRule> s_by = Option.Choice<SplitRule>(
        "by",
        SplitRule.Stratified,
        "The same share of every class, whole groups, or time, the latest samples being set aside."
    );
    private static readonly Option<string> s_field = Option.Text(
        "field",
        null,
        "The field that decides: a whole number of each sample, such as a column of data.group; left out, the class, or the only identity.",
        unset: ""
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(SplitSettings));

    /// <summary>By what samples are divided.</summary>
    public SplitRule By
    {
        get => Get(s_by);
        init => Values = Changed<SplitRule>(s_by, value);
    }

    /// <summary>The field that decides; null for the class, or the only identity.</summary>
    public string? Field
    {
        get => Values.Find(s_field);
        init => Values = Changed(s_field, value);
    }

    /// <summary>The section as <see cref="Decant.Data.Sources.DataSources"/> take it.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Texts =>
        [
            new("split.by", By.ToString().ToLowerInvariant()),
            .. Field is null ? Array.Empty<KeyValuePair<string, string>>() : [new("split.field", Field)],
        ];
}
