using Decant.Tokenizers.Characters;
using Decant.Tokenizers.Models;

namespace Decant.Tokenizers;

/// <summary>What a thread needs while it cuts a text; used again from text to text, unless a text was huge.</summary>
internal sealed class TokenizerWork : IDisposable
{
    private const int Kept = 1 << 18;

    private TokenizerWork() { }

    public TextBuffer Text { get; private set; } = new();

    public PieceList First { get; private set; } = new();

    public PieceList Second { get; private set; } = new();

    /// <summary>The thread's own, empty.</summary>
    public static TokenizerWork Rent(ref TokenizerWork? kept) => kept ??= new TokenizerWork();

    public void Dispose()
    {
        Text = Text.Capacity > Kept ? new() : Text;
        First = Emptied(First);
        Second = Emptied(Second);
    }

    private static PieceList Emptied(PieceList pieces)
    {
        pieces.Cut(0);
        return pieces.Capacity > Kept ? new() : pieces;
    }
}
