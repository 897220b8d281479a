namespace Decant.Evidence;

/// <summary>From a number to a number, both included.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal sealed record Interval(double Low, double High);
