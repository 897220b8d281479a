namespace Decant.Data.Digits;

/// <summary>What the generator knows about an image that it drew.</summary>
/// <param name="Digit">0 to 9.</param>
/// <param name="Slant">How far the writing leans to the right, in degrees.</param>
/// <param name="Thickness">Mean width of the pen's line, in pixels.</param>
/// <param name="Strokes">What the pen did.</param>
internal readonly record struct DigitFacts(int Digit, float Slant, float Thickness, StrokeKinds Strokes);
