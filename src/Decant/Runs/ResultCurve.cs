namespace Decant.Runs;

/// <summary>How precise what was found of a class is, by how much of it is found.</summary>
/// <param name="Class">The class, from 0.</param>
/// <param name="Precision">At recalls that are evenly spaced from 0 to 1; fractions.</param>
internal sealed record ResultCurve(int Class, IReadOnlyList<double> Precision);
