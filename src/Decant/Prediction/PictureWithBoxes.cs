using Decant.Data.Images;
using Decant.Tasks.Detection;

namespace Decant.Prediction;

/// <summary>What a detector found in a picture.</summary>
/// <param name="Name">The picture's file.</param>
/// <param name="Picture">The picture in its own size; null where it cannot be read.</param>
/// <param name="Boxes">What was found, the surest first, in pixels of the picture.</param>
/// <param name="Problem">Why the picture has no answer; null where it has one.</param>
internal sealed record PictureWithBoxes(string Name, Picture? Picture, IReadOnlyList<FoundBox> Boxes, string? Problem = null);
