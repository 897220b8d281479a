namespace Decant.Tokenizers.Models;

/// <summary>Whole words: a word that the vocabulary lacks is unknown.</summary>
internal sealed class WordModel(Dictionary<string, int> pieces, int unknown) : PieceModel
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _pieces = pieces.GetAlternateLookup<ReadOnlySpan<char>>();

    public override void Cut(ReadOnlySpan<char> word, PieceList pieces) =>
        pieces.Add(_pieces.TryGetValue(word, out var id) ? id : unknown, 0, word.Length);
}
