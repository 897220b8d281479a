namespace Decant.Tasks.Detection;

/// <summary>A thing that is in a picture.</summary>
/// <param name="Class">Its class, from 0.</param>
/// <param name="Box">Where it is.</param>
/// <param name="IsCrowd">Whether it is a region of many, or too hard to tell: what is found there is neither right nor wrong, and what is
/// not found there is not missed.</param>
internal readonly record struct TrueBox(int Class, BoxInPicture Box, bool IsCrowd = false);
