namespace Decant.Tasks.Detection;

/// <summary>A box that was found, and at which of <see cref="BoxMatching.Overlaps"/> it is right.</summary>
/// <param name="Score">How sure the detector is.</param>
/// <param name="Right">Bit t is set where it is right at overlap t.</param>
/// <param name="Ignored">Bit t is set where it lies in a crowd at overlap t, and does not count.</param>
internal readonly record struct MatchedBox(double Score, int Right, int Ignored)
{
    /// <summary>Whether it is right at an overlap.</summary>
    public bool IsRight(int overlap) => ((Right >> overlap) & 1) != 0;

    /// <summary>Whether it does not count at an overlap.</summary>
    public bool IsIgnored(int overlap) => ((Ignored >> overlap) & 1) != 0;
}
