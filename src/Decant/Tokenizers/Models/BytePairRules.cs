namespace Decant.Tokenizers.Models;

/// <summary>How byte-pair encoding treats the edges of words and what it does not know.</summary>
/// <param name="Unknown">The piece for characters that the vocabulary lacks; without one they vanish.</param>
/// <param name="FusesUnknown">True where unknown characters in a row are one piece.</param>
/// <param name="FallsBackToBytes">True where an unknown character becomes its bytes, <c>&lt;0xE4&gt;</c>.</param>
/// <param name="TakesWholeWords">True where a word that is a piece is not put together at all.</param>
/// <param name="ContinuingPrefix">Before every character but a word's first.</param>
/// <param name="EndSuffix">After a word's last character: <c>&lt;/w&gt;</c>.</param>
internal sealed record BytePairRules(
    int? Unknown,
    bool FusesUnknown = false,
    bool FallsBackToBytes = false,
    bool TakesWholeWords = false,
    string ContinuingPrefix = "",
    string EndSuffix = ""
);
