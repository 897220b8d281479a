using Decant.Tests.Tokenizers.Oracle;

namespace Decant.Tests.Tokenizers;

/// <summary>Where each piece begins and ends in its text, against Hugging Face's library.</summary>
public sealed class PlacesTests
{
    [Theory]
    [MemberData(nameof(TokenizerCase.Names), MemberType = typeof(TokenizerCase))]
    public void Ids_and_places_equal_those_that_Hugging_Face_gave(string name)
    {
        var tokenizer = TokenizerCase.Read(name);
        var lines = ComparedTexts.Lines();
        Places.Write(name, tokenizer, lines);
        var stored = Places.Stored(name);
        Assert.Equal(lines.Count, stored.Length);
        for (var line = 0; line < lines.Count; line++)
        {
            Assert.True(
                stored[line] == Places.Hash(tokenizer.Encode(lines[line], null, int.MaxValue)),
                $"line {line}: {ComparedTexts.WellFormed(lines[line])}"
            );
        }
    }
}
