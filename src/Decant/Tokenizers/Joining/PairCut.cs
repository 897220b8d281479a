namespace Decant.Tokenizers.Joining;

/// <summary>How many pieces of each text stay where a pair is too long: the longer one loses pieces first.</summary>
internal static class PairCut
{
    /// <param name="first">Pieces of the first text.</param>
    /// <param name="second">Pieces of the second text.</param>
    /// <param name="room">The most pieces of both.</param>
    public static (int First, int Second) Lengths(int first, int second, int room)
    {
        if (first + second <= room)
        {
            return (first, second);
        }
        // Where the shorter one leaves no room for as much of the other, each gets half, and the longer one the odd piece.
        var (shorter, longer) = first > second ? (second, first) : (first, second);
        longer = shorter > room ? shorter : Math.Max(shorter, room - shorter);
        if (shorter + longer > room)
        {
            (shorter, longer) = (room / 2, room - room / 2);
        }
        return first > second ? (longer, shorter) : (shorter, longer);
    }
}
