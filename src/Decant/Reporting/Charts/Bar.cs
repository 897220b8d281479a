namespace Decant.Reporting.Charts;

/// <summary>A bar of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Colour">Class of the style sheet that sets its colour.</param>
/// <param name="Value">Its length, 0 or more.</param>
/// <param name="Text">The value as it is written at its end.</param>
/// <param name="Dots">The single values behind a mean; empty for none.</param>
internal sealed record Bar(string Name, string Colour, double Value, string Text, IReadOnlyList<double> Dots);
