using Decant.Tests.Data.Sources;
using Decant.Tests.Tokenizers.Oracle;
using Decant.Tokenizers;

namespace Decant.Tests.Tokenizers;

/// <summary>What holds of every tokenizer, whatever its kind.</summary>
public sealed class TextTokenizerTests
{
    [Theory]
    [MemberData(nameof(TokenizerCase.Names), MemberType = typeof(TokenizerCase))]
    public void A_tokenizer_that_is_written_and_read_is_the_same(string name)
    {
        var tokenizer = TokenizerCase.Read(name);
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "tokenizer.json");
        tokenizer.Write(file);
        var again = TokenizerFile.Read(folder.Path);
        Assert.Equal(tokenizer.Fingerprint, again.Fingerprint);
        Assert.Equal(tokenizer.Special, again.Special);
        Assert.Equal(tokenizer.VocabularySize, again.VocabularySize);
        foreach (var line in NastyTexts.Lines(100))
        {
            Assert.Equal(tokenizer.Encode(line, null, int.MaxValue).Ids, again.Encode(line, null, int.MaxValue).Ids);
        }
    }

    // Were it quadratic, it would be hours.
    [Theory]
    [MemberData(nameof(TokenizerCase.Names), MemberType = typeof(TokenizerCase))]
    public void A_line_of_megabytes_without_blanks_takes_seconds(string name)
    {
        var tokenizer = TokenizerCase.Read(name);
        foreach (var letter in (char[])['x', '!', ' ', '中'])
        {
            var start = TimeProvider.System.GetTimestamp();
            var text = tokenizer.Encode(new string(letter, 3_000_000), null, 128);
            Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 60);
            Assert.InRange(text.Ids.Length, 1, 128);
        }
    }

    [Fact]
    public void Ten_megabytes_without_a_blank_are_one_unknown_word_of_BERT()
    {
        var text = new string('x', 10_000_000);
        var pieces = TokenizerCase.Read("bert-uncased").Encode(text, null, 128);
        Assert.Equal([101, 100, 102], pieces.Ids);
        Assert.Equal((0, text.Length), pieces.Offsets[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" \t\r\n\u3000")]
    [InlineData("\0\u200B\uFEFF")]
    public void A_text_of_nothing_becomes_special_tokens_alone(string text)
    {
        var tokenizer = SmallTokenizers.Read(SmallTokenizers.WordPiece);
        var pieces = tokenizer.Encode(text, null, 10);
        Assert.Equal([1, 1], pieces.Ids);
        Assert.Equal([-1, -1], pieces.Words);
        Assert.Equal(0, pieces.Cut);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_cut_as_the_replacement_character()
    {
        var tokenizer = SmallTokenizers.Read(
            SmallTokenizers.BytePair.Replace("\"abab\":5", "\"abab\":5,\"ï\":6,\"¿\":7,\"½\":8", StringComparison.Ordinal)
        );
        foreach (var half in (string[])["\uD83D", "\uDE00", "\uDE00\uD83D"])
        {
            Assert.Equal(
                tokenizer.Encode($"a{new string('\uFFFD', half.Length)}b", null, 64).Ids,
                tokenizer.Encode($"a{half}b", null, 64).Ids
            );
        }
    }

    [Fact]
    public void Threads_share_a_tokenizer()
    {
        var tokenizer = SmallTokenizers.Read(SmallTokenizers.Unigram);
        var lines = NastyTexts.Lines(400).ToList();
        var alone = lines.Select(line => tokenizer.Encode(line, null, 64).Ids).ToList();
        var together = new int[lines.Count][];
        Parallel.For(0, lines.Count, line => together[line] = tokenizer.Encode(lines[line], null, 64).Ids);
        Assert.Equal(alone, together);
    }

    [Fact]
    public void A_piece_without_a_number_is_refused() =>
        Assert.Contains(
            "the vocabulary has 6 numbers, and 6 is none of them",
            Assert.Throws<Engine.DecantException>(() => SmallTokenizers.Read(SmallTokenizers.WordPiece).Piece(6)).Message
        );
}
