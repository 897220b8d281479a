namespace Decant.Options;

/// <summary>What a number must fulfil beyond its bounds.</summary>
/// <typeparam name="T">The kind of number.</typeparam>
/// <param name="Words">The rule in words, such as <c>6n + 2: 8, 14, 20, …</c>.</param>
/// <param name="Holds">Whether a number fulfils it.</param>
internal sealed record NumberRule<T>(string Words, Func<T, bool> Holds);
