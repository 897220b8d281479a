namespace Decant.Options;

/// <summary>What holds where an option is not written: a default, nothing at all, or that it must be written.</summary>
/// <typeparam name="T">The option's value.</typeparam>
/// <param name="IsRequired">It must be written.</param>
/// <param name="HasDefault">It has a default.</param>
/// <param name="Default">The default, where it has one.</param>
/// <param name="UnsetWord">The word for "nothing", such as <c>off</c>; empty where leaving it out is the only way.</param>
internal sealed record Presence<T>(bool IsRequired, bool HasDefault, T? Default, string UnsetWord)
{
    public static Presence<T> Required { get; } = new(true, false, default, "");

    public static Presence<T> By(T value) => new(false, true, value, "");

    public static Presence<T> Unset(string word) => new(false, false, default, word);
}
