using System.CommandLine.Parsing;
using System.Globalization;
using Decant.Data;

namespace Decant.Cli.Parsing;

/// <summary>An amount of memory as people write it: <c>512MB</c>, <c>1.5GB</c>.</summary>
internal static class MemorySize
{
    private static readonly (string Unit, long Bytes)[] s_units = [("KB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30), ("TB", 1L << 40)];

    /// <summary>Reads the amount; a kilobyte has 1024 bytes.</summary>
    public static long? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        foreach (var (unit, bytes) in s_units)
        {
            if (
                text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * bytes >= MemoryBudget.Least
                && number * bytes < long.MaxValue
            )
            {
                return (long)(number * bytes);
            }
        }

        result.AddError($"--memory: expected an amount of 192MB or more, such as 512MB or 4GB, received '{text}'.");
        return null;
    }

    /// <summary>Lets the garbage collector know the limit of the process, before the heap grows.</summary>
    /// <returns>The limit.</returns>
    public static long? Limit(long? bytes)
    {
        if (bytes is { } limit)
        {
            AppContext.SetData("GCHeapHardLimit", (ulong)new MemoryBudget(limit).Heap);
            GC.RefreshMemoryLimit();
        }

        return bytes;
    }
}
