using Decant.Tokenizers.Models;

namespace Decant.Tokenizers.Formats;

/// <summary>The model of a tokenizer.</summary>
/// <param name="Kind">Its name in the file.</param>
/// <param name="Pieces">Its pieces and their numbers.</param>
/// <param name="Model">Cuts words into them.</param>
/// <param name="Unknown">The piece for what it lacks, if there is one.</param>
internal sealed record ModelParts(string Kind, Dictionary<string, int> Pieces, PieceModel Model, int? Unknown);
