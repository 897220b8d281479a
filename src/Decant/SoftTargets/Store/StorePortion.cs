using System.Globalization;
using Decant.Engine;

namespace Decant.SoftTargets.Store;

/// <summary>Which part of a store a process makes: of every <paramref name="Count"/> shards the one at <paramref name="Place"/>.</summary>
/// <param name="Place">From 1 to <paramref name="Count"/>.</param>
/// <param name="Count">Processes.</param>
internal sealed record StorePortion(int Place, int Count)
{
    /// <summary>All of it.</summary>
    public static StorePortion Whole { get; } = new(1, 1);

    /// <summary>Whether a shard belongs to it.</summary>
    public bool Has(int shard) => shard % Count == Place - 1;

    /// <summary>The folder of a part, inside the store's.</summary>
    public string Folder => string.Create(CultureInfo.InvariantCulture, $"part-{Place}-of-{Count}");

    /// <summary>Reads <c>i/n</c>.</summary>
    /// <exception cref="DecantException">It is no such pair.</exception>
    public static StorePortion Parse(string text)
    {
        var halves = text.Split('/');
        return
            halves.Length == 2
            && int.TryParse(halves[0], NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            && int.TryParse(halves[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && place >= 1
            && place <= count
            ? new StorePortion(place, count)
            : throw new DecantException($"--shard: expected i/n with i from 1 to n, such as 2/4, received '{text}'.");
    }
}
