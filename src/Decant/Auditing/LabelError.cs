namespace Decant.Auditing;

/// <summary>A label that is likely to be wrong.</summary>
/// <param name="Sample">The sample, 0 to N − 1.</param>
/// <param name="Given">Its label.</param>
/// <param name="Likely">The class that it is likely to have.</param>
/// <param name="Confidence">The probability of that class, 0 to 1.</param>
/// <param name="Margin">p(label) − largest other p, −1 to 0: the lower, the likelier.</param>
internal sealed record LabelError(int Sample, int Given, int Likely, double Confidence, double Margin);
