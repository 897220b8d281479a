namespace Decant.Prediction;

/// <summary>Words of a text that belong together.</summary>
/// <param name="Kind">What they are, such as <c>person</c>.</param>
/// <param name="Start">Where they begin in the text, in UTF-16 units from 0.</param>
/// <param name="End">Where they end: the unit after the last.</param>
/// <param name="Text">The words.</param>
internal sealed record ScoredSpan(string Kind, int Start, int End, string Text);
