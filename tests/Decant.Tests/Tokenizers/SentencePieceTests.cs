using Decant.Tests.Tokenizers.Oracle;

namespace Decant.Tests.Tokenizers;

/// <summary>Ids of SentencePiece files against SentencePiece itself (<c>sentencepiece.py</c>).</summary>
public sealed class SentencePieceTests
{
    /// <remarks>
    /// Hugging Face's library, which we follow, adds probabilities in more digits and replaces clusters of marks otherwise: of 2,500 real
    /// lines two differ, where two ways to cut exclamation marks are equally likely.
    /// </remarks>
    [Theory]
    [InlineData("bpe", 0, 0)]
    [InlineData("unigram", 2, 116)]
    public void Ids_equal_those_of_SentencePiece_but_for_ties_and_clusters(string name, int real, int nasty)
    {
        var tokenizer = TokenizerCase.Read($"sentencepiece-{name}");
        var lines = ComparedTexts.Lines();
        var stored = Places.Numbers($"sentencepiece.{name}.bin");
        Assert.Equal(lines.Count, stored.Length);
        // What comes around a text is not SentencePiece's.
        var last = name == "unigram" ? 1 : 0;
        var differing = Enumerable
            .Range(0, lines.Count)
            .Where(line => stored[line] != 0)
            .Where(line => Places.Hash(tokenizer.Encode(lines[line], null, int.MaxValue).Ids[1..^last]) != stored[line])
            .ToList();
        Assert.InRange(differing.Count(line => line < 2500), 0, real);
        Assert.InRange(differing.Count(line => line >= 2500), 0, nasty);
    }
}
