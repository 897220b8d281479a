using Decant.Data.Texts;

namespace Decant.Data;

/// <summary>How long the texts of a part are, in pieces of the student's vocabulary, special ones included.</summary>
/// <param name="Mean">Pieces of a text in the mean.</param>
/// <param name="Most">So many pieces have nine texts of ten at most.</param>
/// <param name="Longest">Pieces of the longest text.</param>
/// <param name="Cut">Texts that were longer than allowed, and cut.</param>
internal sealed record TextLengths(double Mean, int Most, int Longest, int Cut)
{
    private const double NearlyAll = 0.9;

    /// <summary>Measures every text.</summary>
    /// <param name="data">Texts; one or more.</param>
    public static TextLengths Of(Dataset data)
    {
        var field = data.Schema[TextReading.Mask];
        var numbers = new long[field.Count];
        var lengths = Enumerable.Range(0, data.Count).Select(index => data.Read<long>(field, index, numbers)).ToArray();
        Array.Sort(lengths);
        return new TextLengths(
            lengths.Average(),
            lengths[(int)Math.Ceiling(NearlyAll * lengths.Length) - 1],
            lengths[^1],
            data.Texts!.CountCut(0)
        );
    }
}
