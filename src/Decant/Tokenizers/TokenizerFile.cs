using Decant.Engine;
using Decant.Tokenizers.Formats;

namespace Decant.Tokenizers;

/// <summary>
/// Reads tokenizers that others wrote: <c>tokenizer.json</c>, <c>vocab.txt</c>, <c>vocab.json</c> with <c>merges.txt</c>, SentencePiece's
/// <c>.model</c>. Each is brought into the form of <c>tokenizer.json</c> first, so there is one reader, and all can be written.
/// </summary>
internal static class TokenizerFile
{
    /// <summary>Reads a tokenizer.</summary>
    /// <param name="path">One of its files, or a folder that holds them.</param>
    /// <exception cref="DecantException">No such file, or what is wrong in it.</exception>
    public static TextTokenizer Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = TokenizerFolder.Find(path);
        var json = TokenizerFolder.FormOf(file) switch
        {
            TokenizerForm.WordPieceVocabulary => BertVocabularyFile.ToJson(file),
            TokenizerForm.BytePairVocabulary => BytePairFiles.ToJson(file),
            TokenizerForm.SentencePiece => SentencePieceFile.ToJson(file),
            _ => TokenizerBytes.Read(file),
        };
        return new VocabularyTokenizer(TokenizerJson.Read(json, file));
    }
}
