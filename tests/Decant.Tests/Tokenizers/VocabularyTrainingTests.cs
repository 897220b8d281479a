using Decant.Engine;
using Decant.Tests.Tokenizers.Oracle;
using Decant.Tokenizers;

namespace Decant.Tests.Tokenizers;

/// <summary>Vocabularies that are learnt from texts.</summary>
public sealed class VocabularyTrainingTests
{
    private static readonly string[] s_texts =
    [
        "The play was played by players, and the players played well.",
        "Playing the played play again: a naïve player's naïveté!",
        "low lower lowest newer newest wider widest, low low low",
    ];

    [Fact]
    public void The_special_tokens_are_the_first_five()
    {
        foreach (var tokenizer in (TextTokenizer[])[WordPieceTraining.Run(s_texts, 80), BytePairTraining.Run(s_texts, 300)])
        {
            Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], tokenizer.AllPieces.Take(5));
            Assert.Equal(new SpecialTokens(0, 1, 2, 3, 4), tokenizer.Special);
            Assert.Equal([2, 4, 3], tokenizer.Encode("[MASK]", null, 8).Ids.Where(id => id < 5));
        }
    }

    [Fact]
    public void Pieces_are_those_that_counting_all_pairs_anew_each_time_finds()
    {
        var tokenizer = WordPieceTraining.Run(s_texts, 90);
        var learnt = tokenizer.AllPieces.ToList();
        var alphabet = learnt
            .TakeWhile(piece => piece is ['[', ..] || piece.Replace("##", "", StringComparison.Ordinal).Length == 1)
            .ToList();
        Assert.Equal(NaiveMerges.Learn(s_texts, alphabet, learnt.Count), learnt);
        Assert.Contains("play", learnt);
    }

    [Fact]
    public void The_same_texts_in_another_order_give_the_same_vocabulary()
    {
        var backwards = s_texts.Reverse().ToArray();
        Assert.Equal(WordPieceTraining.Run(s_texts, 90).Fingerprint, WordPieceTraining.Run(backwards, 90).Fingerprint);
        Assert.Equal(BytePairTraining.Run(s_texts, 300).Fingerprint, BytePairTraining.Run(backwards, 300).Fingerprint);
    }

    [Fact]
    public void Bytes_write_every_text_and_read_it_back_unchanged()
    {
        var tokenizer = BytePairTraining.Run(s_texts, 300);
        foreach (var line in NastyTexts.Lines(300).Select(ComparedTexts.WellFormed).Where(line => !line.Contains('[') && line.Length > 0))
        {
            var expected = line[0] == ' ' ? line : $" {line}";
            Assert.Equal(expected, tokenizer.Decode(tokenizer.Encode(line, null, int.MaxValue).Ids));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hugging_Face_opens_a_trained_vocabulary_and_cuts_alike(bool isWordPiece)
    {
        var texts = RealTexts.Reviews().ToList();
        var tokenizer = isWordPiece ? WordPieceTraining.Run(texts, 4000) : BytePairTraining.Run(texts, 4000);
        Assert.Equal(4000, tokenizer.VocabularySize);
        using var judge = new HuggingFaceLibrary(tokenizer);
        foreach (var line in texts.Take(500).Concat(NastyTexts.Lines(500)))
        {
            Assert.Equal(judge.Encode(line), tokenizer.Encode(line, null, int.MaxValue).Ids);
        }

        // The words that were learnt from are known.
        Assert.DoesNotContain(texts.Take(500), text => tokenizer.Encode(text, null, int.MaxValue).Ids.Contains(1));
    }

    [Fact]
    public void Too_small_a_vocabulary_and_texts_without_words_are_refused()
    {
        Assert.Contains("from 7 to 1000000, but is 6", Refusal(() => WordPieceTraining.Run(s_texts, 6)));
        Assert.Contains("from 261 to 1000000, but is 100", Refusal(() => BytePairTraining.Run(s_texts, 100)));
        Assert.Contains("no word in them", Refusal(() => WordPieceTraining.Run([" ", ""], 100)));
        Assert.Contains("no word in them", Refusal(() => BytePairTraining.Run([], 300)));
    }

    private static string Refusal(Func<object> train) => Assert.Throws<DecantException>(train).Message;
}
