namespace Decant.Tokenizers;

/// <summary>A text, or two, as pieces of a vocabulary, special tokens included; lists of one length T.</summary>
/// <param name="Ids">The number of each piece in the vocabulary.</param>
/// <param name="Segments">0 for pieces of the first text, 1 for those of the second, as BERT's <c>token_type_ids</c>.</param>
/// <param name="Offsets">Where each piece begins and ends in its text, in UTF-16 units; (0, 0) of special tokens.</param>
/// <param name="Words">Which word each piece belongs to where words were given; −1 of special tokens.</param>
/// <param name="Cut">Pieces that did not fit and were left out; 0 where all fit.</param>
internal sealed record TokenizedText(int[] Ids, int[] Segments, (int Start, int End)[] Offsets, int[] Words, int Cut);
