namespace Decant.Auditing;

/// <summary>Two samples with the same inputs.</summary>
/// <param name="Training">The place of one in the training part.</param>
/// <param name="Other">The place of the other in its part.</param>
internal sealed record DuplicatePair(int Training, int Other);
