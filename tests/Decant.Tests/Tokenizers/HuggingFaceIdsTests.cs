using Decant.Tests.Tokenizers.Oracle;

namespace Decant.Tests.Tokenizers;

/// <summary>Hugging Face's library opens what we write, and cuts 5,000 real and nasty lines as we do.</summary>
public sealed class HuggingFaceIdsTests
{
    [Theory]
    [MemberData(nameof(TokenizerCase.Names), MemberType = typeof(TokenizerCase))]
    public void Ids_and_decoded_texts_equal_those_of_Hugging_Face(string name)
    {
        var tokenizer = TokenizerCase.Read(name);
        using var judge = new HuggingFaceLibrary(tokenizer);
        foreach (var line in ComparedTexts.Lines())
        {
            var expected = judge.Encode(line);
            Assert.Equal(expected, tokenizer.Encode(line, null, int.MaxValue).Ids);
            Assert.Equal(judge.Decode(expected), tokenizer.Decode(expected));
        }
    }
}
