namespace Decant.Tokenizers.Models;

/// <summary>Pieces and their numbers, added ones included.</summary>
internal sealed class Vocabulary
{
    private readonly string?[] _pieces;
    private readonly Dictionary<string, int> _ids;

    /// <param name="entries">Every piece and its number; of two pieces with one number the first names it.</param>
    public Vocabulary(IEnumerable<KeyValuePair<string, int>> entries)
    {
        _ids = [];
        foreach (var (piece, id) in entries)
        {
            _ids[piece] = id;
        }
        _pieces = new string?[_ids.Count == 0 ? 0 : _ids.Values.Max() + 1];
        foreach (var (piece, id) in _ids)
        {
            _pieces[id] ??= piece;
        }
    }

    /// <summary>All pieces, in the order of their numbers.</summary>
    public IEnumerable<string> Pieces => _pieces.OfType<string>();

    /// <summary>The largest number, plus 1.</summary>
    public int Size => _pieces.Length;

    /// <summary>The number of a piece; null where the vocabulary lacks it.</summary>
    public int? Id(string piece) => _ids.TryGetValue(piece, out var id) ? id : null;

    /// <summary>The piece of a number; null of a number without one.</summary>
    public string? Piece(int id) => (uint)id < (uint)_pieces.Length ? _pieces[id] : null;
}
