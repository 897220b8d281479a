using System.Globalization;

namespace Decant.Data.Fields;

/// <summary>The size of a field along one axis.</summary>
/// <param name="Name">The axis: <c>C</c>, <c>H</c>, <c>W</c>, <c>D</c>; of what varies, <c>T</c> tokens, <c>B</c> boxes, <c>S</c> samples
/// of sound.</param>
/// <param name="Size">Numbers along the axis, 1 or more; where they vary, the most that a sample can have.</param>
/// <param name="Varies">Whether samples differ along this axis.</param>
public readonly record struct FieldSize(string Name, int Size, bool Varies = false)
{
    /// <summary>A size that differs from sample to sample.</summary>
    /// <param name="name">The axis. Fields of one name have the same length in a sample.</param>
    /// <param name="longest">The most that a sample can have.</param>
    public static FieldSize UpTo(string name, int longest) => new(name, longest, Varies: true);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {(Varies ? "≤" : "=")} {Size}");
}
