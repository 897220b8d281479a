namespace Decant.Tokenizers.Formats;

/// <summary>The forms in which tokenizers are stored.</summary>
internal enum TokenizerForm
{
    /// <summary>Hugging Face's <c>tokenizer.json</c>.</summary>
    HuggingFace,

    /// <summary><c>vocab.txt</c>: a piece a line, as BERT has it.</summary>
    WordPieceVocabulary,

    /// <summary><c>vocab.json</c> with <c>merges.txt</c>, as GPT-2 and RoBERTa have them.</summary>
    BytePairVocabulary,

    /// <summary>SentencePiece's <c>.model</c>.</summary>
    SentencePiece,
}
