using System.Text;
using Decant.Tests.Tokenizers.Oracle;

namespace Decant.Tests.Tokenizers;

/// <summary>
/// The table of code points against Hugging Face's library: every character of the first two planes, in BERT's and GPT-2's tokenizers.
/// </summary>
public sealed class CodePointsTests
{
    [Theory]
    [InlineData("bert-uncased")]
    [InlineData("gpt2")]
    public void Every_character_is_cut_as_by_Hugging_Face(string name)
    {
        var tokenizer = TokenizerCase.Read(name);
        using var judge = new HuggingFaceLibrary(tokenizer);
        for (var first = 0; first < 0x20000; first += 64)
        {
            // Letters and digits around each show whether it parts, joins, or goes.
            var line = string.Concat(
                Enumerable.Range(first, 64).Where(Rune.IsValid).Select(code => $" a{new Rune(code)}b {new Rune(code)}1 {new Rune(code)}")
            );
            Assert.True(judge.Encode(line).SequenceEqual(tokenizer.Encode(line, null, int.MaxValue).Ids), $"from U+{first:X4}: {line}");
        }
    }
}
