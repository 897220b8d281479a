namespace Decant.Tasks.Detection;

/// <summary>A thing that a detector found.</summary>
/// <param name="Class">Its class, from 0.</param>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
/// <param name="Box">Where it is.</param>
internal readonly record struct FoundBox(int Class, double Score, BoxInPicture Box);
