namespace Decant.Options;

/// <summary>Something that is on or off.</summary>
internal sealed class SwitchOption(string key, string meaning, Presence<bool> presence) : ScalarOption<bool>(key, meaning, presence)
{
    public override string Kind => "on or off";

    internal override bool TryParse(string text, out bool value)
    {
        value = text.ToLowerInvariant() is "on" or "true" or "yes";
        return value || text.ToLowerInvariant() is "off" or "false" or "no";
    }

    internal override string Format(bool value) => value ? "on" : "off";
}
