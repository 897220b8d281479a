using System.Text.Json;
using Decant.Engine;
using Decant.Tests.Tokenizers.Oracle;
using Decant.Tokenizers;

namespace Decant.Tests.Tokenizers;

/// <summary>Pairs, words and lengths, against Hugging Face's library (<c>pairs.js</c>).</summary>
public sealed class PairsTests
{
    [Theory]
    [InlineData("bert-uncased")]
    [InlineData("roberta")]
    [InlineData("sentencepiece-unigram")]
    public void Pairs_are_joined_and_cut_as_by_Hugging_Face(string name)
    {
        var tokenizer = TokenizerCase.Read(name);
        var cases = Cases(name);
        Assert.NotEmpty(cases);
        foreach (var wanted in cases)
        {
            var (first, second) = (wanted.GetProperty("first").GetString()!, wanted.GetProperty("second").GetString());
            var text = tokenizer.Encode(first, second, wanted.GetProperty("longest").GetInt32());
            var whole = tokenizer.Encode(first, second, int.MaxValue);
            Assert.Equal(Numbers(wanted, "ids"), text.Ids);
            Assert.Equal(Numbers(wanted, "segments"), text.Segments);
            Assert.Equal(Numbers(wanted, "offsets"), text.Offsets.SelectMany(place => new[] { place.Start, place.End }));
            Assert.Equal(Numbers(wanted, "wordOf"), text.Words);
            Assert.Equal(whole.Ids.Length - text.Ids.Length, text.Cut);
        }
    }

    // The library cuts each word by itself and joins the pieces.
    [Theory]
    [InlineData("bert-uncased")]
    [InlineData("roberta")]
    public void Words_that_were_told_apart_are_cut_each_by_itself(string name)
    {
        var tokenizer = TokenizerCase.Read(name);
        using var judge = new HuggingFaceLibrary(tokenizer);
        foreach (var line in NastyTexts.Lines(300))
        {
            var words = ComparedTexts.WellFormed(line).Split(' ');
            var pieces = words.SelectMany((word, place) => judge.Encode(word)[1..^1].Select(id => (Id: id, Word: place))).ToList();
            var text = tokenizer.Encode(words, int.MaxValue);
            Assert.Equal(pieces.Select(piece => piece.Id), text.Ids[1..^1]);
            Assert.Equal(pieces.Select(piece => piece.Word), text.Words[1..^1]);
            Assert.Equal((-1, -1), (text.Words[0], text.Words[^1]));
        }
    }

    [Fact]
    public void Fewer_pieces_than_special_tokens_are_refused() =>
        Assert.Contains(
            "1 pieces are asked for, but the special tokens alone are 2",
            Assert.Throws<DecantException>(() => SmallTokenizers.Read(SmallTokenizers.WordPiece).Encode("play", null, 1)).Message
        );

    private static List<JsonElement> Cases(string name)
    {
        using var stream = typeof(PairsTests).Assembly.GetManifestResourceStream("pairs.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.Clone().EnumerateArray().Where(wanted => wanted.GetProperty("tokenizer").GetString() == name)];
    }

    private static IEnumerable<int> Numbers(JsonElement wanted, string key) =>
        wanted.GetProperty(key).EnumerateArray().Select(number => number.GetInt32());
}
