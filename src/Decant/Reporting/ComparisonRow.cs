namespace Decant.Reporting;

/// <summary>A line of the table that compares the arms.</summary>
/// <param name="Title">What is compared.</param>
/// <param name="Cells">One text per arm, in the order of the run.</param>
/// <param name="Meaning">What the number means, as a sentence; empty when the title says it.</param>
internal sealed record ComparisonRow(string Title, IReadOnlyList<string> Cells, string Meaning);
