using System.Globalization;
using Decant.Engine;

namespace Decant.Data;

/// <summary>How samples are divided where the source does not say.</summary>
internal sealed record SplitOptions
{
    /// <summary>Share of the training samples that becomes validation; above 0, below 1; a tenth by default.</summary>
    public double Validation { get; init; } = 0.1;

    /// <summary>Share of all samples that becomes test where the source has no test part; above 0, below 1; a tenth by default.</summary>
    public double Test { get; init; } = 0.1;

    /// <summary>Share of the training samples that is used, after validation was set aside; above 0, at most 1; all by default.</summary>
    public double Fraction { get; init; } = 1;

    /// <summary>By what samples are divided; stratified by default.</summary>
    public SplitRule By { get; init; }

    /// <summary>
    /// The field that decides: one whole number of each sample. Null for the class, or where a group or a time is needed for the only
    /// identity.
    /// </summary>
    public string? Field { get; init; }

    /// <summary>Decides which samples go where.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Refuses shares that cannot be.</summary>
    /// <exception cref="DecantException">A share is out of range.</exception>
    internal void Check()
    {
        Refuse("validation", Validation, Validation is > 0 and < 1, "above 0 and below 1");
        Refuse("test", Test, Test is > 0 and < 1, "above 0 and below 1");
        Refuse("fraction", Fraction, Fraction is > 0 and <= 1, "above 0 and at most 1");
    }

    private static void Refuse(string name, double value, bool good, string range)
    {
        if (!good)
        {
            throw new DecantException(
                string.Create(CultureInfo.InvariantCulture, $"data.{name}: expected a share {range}, received {value}. A tenth is 0.1.")
            );
        }
    }
}
