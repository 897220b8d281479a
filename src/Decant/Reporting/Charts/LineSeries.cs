namespace Decant.Reporting.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">Its name in the legend; a line without one is a faint companion of a named one.</param>
/// <param name="Colour">Class of the style sheet that sets its colour.</param>
/// <param name="Dash">Dash pattern; empty for a full line.</param>
/// <param name="Points">In the order of x; a point that is no finite number is a gap.</param>
internal sealed record LineSeries(string? Name, string Colour, string Dash, IReadOnlyList<(double X, double Y)> Points);
