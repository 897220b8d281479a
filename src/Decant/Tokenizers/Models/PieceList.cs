using System.Runtime.InteropServices;

namespace Decant.Tokenizers.Models;

/// <summary>Pieces of words, in order; used again from text to text.</summary>
internal sealed class PieceList
{
    private readonly List<Piece> _pieces = [];

    public int Count => _pieces.Count;

    public Span<Piece> Pieces => CollectionsMarshal.AsSpan(_pieces);

    /// <summary>Memory that it holds, in pieces.</summary>
    public int Capacity => _pieces.Capacity;

    /// <param name="id">The piece's number.</param>
    /// <param name="begin">Its first character in the word.</param>
    /// <param name="end">The character after its last.</param>
    /// <param name="word">Which word it is of.</param>
    public void Add(int id, int begin, int end, int word = 0) => _pieces.Add(new Piece(id, begin, end, word));

    /// <summary>Leaves the first pieces only.</summary>
    public void Cut(int count) => CollectionsMarshal.SetCount(_pieces, count);
}
