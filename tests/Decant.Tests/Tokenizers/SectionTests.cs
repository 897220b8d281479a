using System.Text.Json.Nodes;
using Decant.Tests.Data.Sources;
using Decant.Tests.Tokenizers.Oracle;
using Decant.Tokenizers;

namespace Decant.Tests.Tokenizers;

/// <summary>
/// Every normaliser, splitter and decoder against Hugging Face's library. The pieces are GPT-2's bytes, so that ids show each character.
/// </summary>
public sealed class SectionTests
{
    private const string Bytes = """{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}""";

    [Theory]
    [InlineData("""{"type":"NFC"}""")]
    [InlineData("""{"type":"NFD"}""")]
    [InlineData("""{"type":"NFKC"}""")]
    [InlineData("""{"type":"NFKD"}""")]
    [InlineData("""{"type":"Lowercase"}""")]
    [InlineData("""{"type":"StripAccents"}""")]
    [InlineData("""{"type":"Strip","strip_left":true,"strip_right":false}""")]
    [InlineData("""{"type":"Strip","strip_left":false,"strip_right":true}""")]
    [InlineData("""{"type":"Nmt"}""")]
    [InlineData("""{"type":"Prepend","prepend":"x "}""")]
    [InlineData("""{"type":"Replace","pattern":{"String":"it"},"content":"they"}""")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"[aeiou]+"},"content":"_"}""")]
    [InlineData("""{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true}""")]
    [InlineData("""{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":false,"strip_accents":true,"lowercase":false}""")]
    [InlineData("""{"type":"BertNormalizer","clean_text":false,"handle_chinese_chars":true,"strip_accents":false,"lowercase":true}""")]
    [InlineData("""{"type":"Sequence","normalizers":[{"type":"NFD"},{"type":"StripAccents"},{"type":"Lowercase"},{"type":"NFC"}]}""")]
    public void A_normaliser_gives_the_text_of_Hugging_Face(string normalizer) => AssertSame(normalizer, Bytes);

    [Theory]
    [InlineData("""{"type":"BertPreTokenizer"}""")]
    [InlineData("""{"type":"Whitespace"}""")]
    [InlineData("""{"type":"WhitespaceSplit"}""")]
    [InlineData("""{"type":"Punctuation","behavior":"Isolated"}""")]
    [InlineData("""{"type":"Punctuation","behavior":"Removed"}""")]
    [InlineData("""{"type":"Punctuation","behavior":"MergedWithPrevious"}""")]
    [InlineData("""{"type":"Punctuation","behavior":"MergedWithNext"}""")]
    [InlineData("""{"type":"Punctuation","behavior":"Contiguous"}""")]
    [InlineData("""{"type":"Digits","individual_digits":true}""")]
    [InlineData("""{"type":"Digits","individual_digits":false}""")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}""")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true}""")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"never","split":false}""")]
    [InlineData("""{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}""")]
    [InlineData("""{"type":"Split","pattern":{"String":"a"},"behavior":"Isolated","invert":false}""")]
    [InlineData("""{"type":"Split","pattern":{"Regex":"[a-z]+"},"behavior":"Removed","invert":true}""")]
    [InlineData("""{"type":"Split","pattern":{"Regex":" +"},"behavior":"MergedWithNext","invert":false}""")]
    public void A_splitter_gives_the_words_of_Hugging_Face(string splitter) =>
        AssertSame(
            "null",
            splitter.Contains("ByteLevel", StringComparison.Ordinal)
                ? splitter
                : $$"""{"type":"Sequence","pretokenizers":[{{splitter}},{{Bytes}}]}"""
        );

    [Theory]
    [InlineData("[NEW]", false, false, false, false)]
    [InlineData("zqx", true, false, false, false)]
    [InlineData("zqÉ", false, true, true, true)]
    [InlineData("İSTANBUL", false, false, false, true)]
    [InlineData("▁azq", false, true, false, false)]
    public void An_added_token_is_cut_out_as_by_Hugging_Face(string content, bool single, bool left, bool right, bool normalized)
    {
        var token = new JsonObject
        {
            ["id"] = 50257,
            ["content"] = content,
            ["single_word"] = single,
            ["lstrip"] = left,
            ["rstrip"] = right,
            ["normalized"] = normalized,
            ["special"] = false,
        };
        AssertSame("""{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Lowercase"}]}""", Bytes, token);
    }

    private static void AssertSame(string normalizer, string splitter, JsonObject? token = null)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "tokenizer.json");
        TokenizerCase.Read("gpt2").Write(file);
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        json["normalizer"] = JsonNode.Parse(normalizer);
        json["pre_tokenizer"] = JsonNode.Parse(splitter);
        if (token is not null)
        {
            json["added_tokens"]!.AsArray().Add(token);
        }

        File.WriteAllText(file, json.ToJsonString());
        var tokenizer = TokenizerFile.Read(file);
        using var judge = new HuggingFaceLibrary(tokenizer);
        foreach (
            var line in NastyTexts
                .Lines(600)
                .Append("zqx azqx zqx's zqxs (zqx) é 中zqx中 zqx_ zqé \t zqÉ  x ZQE\u0301")
                .Append("İSTANBUL istanbul [NEW] x[NEW]it")
        )
        {
            Assert.Equal(judge.Encode(line), tokenizer.Encode(line, null, int.MaxValue).Ids);
        }
    }
}
