namespace Decant.Tokenizers.Characters;

/// <summary>Sets of code points, as Hugging Face's library has them; it takes them from several versions of Unicode.</summary>
[Flags]
internal enum CodePointSet : byte
{
    None = 0,

    /// <summary>What BERT's normaliser leaves out: control, format and private characters.</summary>
    Control = 1,

    /// <summary>What BERT's splitter cuts out as a piece of its own.</summary>
    Punctuation = 2,

    /// <summary>Marks that BERT's normaliser strips from letters.</summary>
    Nonspacing = 4,

    /// <summary>Marks that the normaliser <c>StripAccents</c> removes.</summary>
    Mark = 8,

    /// <summary>\p{L}.</summary>
    Letter = 16,

    /// <summary>\p{N}.</summary>
    Number = 32,

    /// <summary>\s.</summary>
    Space = 64,

    /// <summary>\w.</summary>
    Word = 128,
}
