using System.Text;
using Decant.Engine;
using Decant.Engine.Randomness;
using Decant.Tests.Data.Sources;
using Decant.Tests.Tokenizers.Oracle;
using Decant.Tokenizers;

namespace Decant.Tests.Tokenizers;

/// <summary>Damaged and wrong files: a sentence each, never a crash.</summary>
public sealed class HostileTokenizerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Small { get; } = [SmallTokenizers.WordPiece, SmallTokenizers.BytePair, SmallTokenizers.Unigram];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Small))]
    public void A_small_file_cut_short_at_any_byte_is_refused(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json.TrimEnd());
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Contains("cut short", Refusal("tokenizer.json", bytes[..length]));
        }
    }

    [Fact]
    public void The_file_of_BERT_cut_short_anywhere_is_refused()
    {
        var bytes = File.ReadAllBytes(TokenizerCase.Data("tokenizers/bert-base-uncased/tokenizer.json"));
        for (var cut = 0; cut < 100; cut++)
        {
            Assert.Contains("cut short", Refusal("tokenizer.json", bytes[..(int)(bytes.Length * (long)cut / 100)]));
        }
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void A_file_with_a_changed_byte_is_read_or_refused_and_cuts_texts(string json)
    {
        var random = new RandomStream(7, "changed bytes");
        for (var change = 0; change < 1500; change++)
        {
            var bytes = Encoding.UTF8.GetBytes(json);
            bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            try
            {
                var tokenizer = TokenizerFile.Read(_folder.Write("tokenizer.json", bytes));
                var text = tokenizer.Encode("Playing a ab  abab é 中 [UNK]\t\uD800", "abab", 64);
                Assert.All(text.Ids, id => Assert.InRange(id, 0, tokenizer.VocabularySize - 1));
            }
            catch (DecantException refusal)
            {
                Assert.EndsWith(".", refusal.Message);
            }
        }
    }

    [Fact]
    public void A_SentencePiece_model_cut_short_or_changed_is_read_or_refused()
    {
        var model = SmallModel.Bytes();
        Assert.Equal(SmallModel.Size, TokenizerFile.Read(_folder.Write("tokenizer.model", model)).VocabularySize);
        for (var length = 0; length < model.Length; length++)
        {
            Try(model[..length]);
        }

        var random = new RandomStream(8, "changed bytes");
        for (var change = 0; change < 1500; change++)
        {
            var changed = model.ToArray();
            changed[random.NextInt32(changed.Length)] = (byte)random.NextInt32(256);
            Try(changed);
        }

        void Try(byte[] bytes)
        {
            try
            {
                TokenizerFile.Read(_folder.Write("tokenizer.model", bytes)).Encode("a bab é", null, 64);
            }
            catch (DecantException refusal)
            {
                Assert.EndsWith(".", refusal.Message);
            }
        }
    }

    [Theory]
    [InlineData("\"##s\":4", "\"##s\":3", "'##ing' and '##s' have 3")]
    [InlineData("\"##s\":4", "\"##ing\":4", "'##ing' twice")]
    [InlineData("\"##s\":4", "\"##s\":2000000000", "2000000000 for '##s'")]
    [InlineData("\"##s\":4", "\"##s\":-1", "model.vocab should be a whole number from 0 to 2147483647, but is -1")]
    [InlineData("\"##s\":4", "\"##s\":1e99", "but is 1e99")]
    [InlineData("\"##s\":4", "\"##s\":4.5", "but is 4.5")]
    [InlineData("\"##s\":4", "\"##s\":\"4\"", "but is a text")]
    [InlineData("\"[UNK]\":0,\"[CLS]\":1,\"play\":2", "\"play\":2", "whose vocabulary has '[UNK]', but is one without it")]
    [InlineData(
        "{\"[UNK]\":0,\"[CLS]\":1,\"play\":2,\"##ing\":3,\"##s\":4,\"é\":5}",
        "{}",
        "model.vocab should be a map of pieces and numbers, but is empty"
    )]
    [InlineData("{\"[UNK]\":0,\"[CLS]\":1,\"play\":2,\"##ing\":3,\"##s\":4,\"é\":5}", "7", "model.vocab should be an object, but is 7")]
    [InlineData("\"type\":\"WordPiece\",\"unk", "\"type\":\"WordPeace\",\"unk", "unknown model 'WordPeace'; nearest: 'WordPiece'")]
    [InlineData("\"BertPreTokenizer\"", "\"BertPretokeniser\"", "nearest: 'BertPreTokenizer'")]
    [InlineData("\"BertNormalizer\"", "5", "normalizer.type should be a text, but is 5")]
    [InlineData("\"lowercase\":true", "\"lowercase\":\"yes\"", "normalizer.lowercase should be true or false, but is a text")]
    [InlineData("\"id\":1,", "\"id\":2,", "added_tokens[1] should be the token '[CLS]' with the vocabulary's number 1")]
    [InlineData("\"content\":\"[CLS]\"", "\"content\":\"[NEW]\"", "'[NEW]' with 1, which is '[CLS]'")]
    [InlineData("\"cls\":[\"[CLS]\",1]", "\"cls\":[1]", "post_processor.cls should be a token and its number")]
    [InlineData("\"é\":5", "\"\\ud800\":5", "half a surrogate pair")]
    [InlineData("\"model\":", "\"modell\":", "a value for 'model'")]
    public void What_is_wrong_in_a_WordPiece_file_is_said(string right, string wrong, string said) =>
        AssertSaid(SmallTokenizers.WordPiece, right, wrong, said);

    [Theory]
    [InlineData("\"a b\"", "\"a c\"", "with 'c', which none of its 6 pieces is")]
    [InlineData("\"a b\"", "\"b a\"", "with 'ba', which none of its 6 pieces is")]
    [InlineData("\"a b\"", "\"ab\"", "two pieces with a blank between, but is 'ab'")]
    [InlineData("\"a b\"", "\"a b a\"", "two pieces with a blank between")]
    [InlineData("\"a b\"", "[\"a\"]", "merges[0] should be two pieces")]
    [InlineData("\"a b\"", "3", "merges[0] should be a list, but is 3")]
    [InlineData("\"merges\"", "\"unk_token\":\"<unk>\",\"merges\"", "whose vocabulary has '<unk>'")]
    public void What_is_wrong_in_a_byte_pair_file_is_said(string right, string wrong, string said) =>
        AssertSaid(SmallTokenizers.BytePair, right, wrong, said);

    [Theory]
    [InlineData("\"unk_id\":0", "\"unk_id\":7", "whose unk_id is one of its 7 pieces, but is one with 7")]
    [InlineData("\"unk_id\":0,", "", "one without unk_id")]
    [InlineData("-2.5", "1e999", "should be a finite number")]
    [InlineData("[\"b\",-4]", "[\"b\"]", "model.vocab[4] should be a piece and its log probability")]
    [InlineData(" {2,}", "(", "a regular expression that .NET reads, but is '('")]
    [InlineData("\"always\"},\n\"post", "\"sometimes\"},\n\"post", "prepend_scheme of always, first or never, but is 'sometimes'")]
    [InlineData("\"ids\":[1]", "\"ids\":1", "should be a list, but is 1")]
    [InlineData(
        "{\"Sequence\":{\"id\":\"A\",\"type_id\":0}},",
        "",
        "post_processor.single should be a template with each of its 1 texts once"
    )]
    [InlineData("{\"type\":\"NFKC\"}", "{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"AAAA\"}", "damaged")]
    public void What_is_wrong_in_a_unigram_file_is_said(string right, string wrong, string said) =>
        AssertSaid(SmallTokenizers.Unigram, right, wrong, said);

    [Fact]
    public void A_special_token_outside_the_vocabulary_is_refused_before_it_can_reach_a_table_of_embeddings() =>
        AssertSaid(
            SmallTokenizers.Unigram,
            "\"ids\":[1]",
            "\"ids\":[99]",
            "post_processor should be a section with tokens of the vocabulary, but is one with the number 99"
        );

    [Fact]
    public void Lists_in_lists_without_end_are_refused()
    {
        var bottomless = string.Concat(Enumerable.Repeat("{\"type\":\"Sequence\",\"normalizers\":[", 50_000));
        Assert.Contains(
            "should be JSON",
            Refusal("tokenizer.json", Encoding.UTF8.GetBytes($"{{\"model\":{{}},\"normalizer\":{bottomless}"))
        );
    }

    [Theory]
    [InlineData("vocab.txt", "hello\nworld\n", "a line with '[UNK]' was expected, but none of the 2 has it")]
    [InlineData("vocab.txt", "", "a line with '[UNK]' was expected, but none of the 0 has it")]
    [InlineData("tokenizer.json", "hello", "should be JSON")]
    [InlineData("tokenizer.json", "[]", "the file should be an object, but is a list")]
    [InlineData("vocab.json", "{\"a\":0}", "merges.txt or vocab.bpe was expected next to it")]
    [InlineData("tokenizer.model", "hello", "should be a SentencePiece model")]
    [InlineData("tokenizer.model", "", "a SentencePiece model with pieces, but has none")]
    [InlineData("sentencepiece.bpe.model", "", "XLMRobertaTokenizer numbers its pieces otherwise")]
    public void Another_files_content_is_refused(string name, string content, string said) =>
        Assert.Contains(said, Refusal(name, Encoding.UTF8.GetBytes(content)));

    [Theory]
    [InlineData("vocab.txt", "byte 7 is not")]
    [InlineData("tokenizer.json", "JSON in UTF-8")]
    public void Bytes_that_are_no_UTF_8_are_refused(string name, string said)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(name == "vocab.txt" ? "[UNK]\n" : "{\"version\":\""), 0xC3, 0x28, 0x22];
        Assert.Contains(said, Refusal(name, bytes));
    }

    [Fact]
    public void A_place_without_a_tokenizer_is_refused()
    {
        Assert.Contains(
            "there is none of this name",
            Assert.Throws<DecantException>(() => TokenizerFile.Read(Path.Combine(_folder.Path, "x"))).Message
        );
        Assert.Contains(
            "should hold one of tokenizer.json, vocab.txt",
            Assert.Throws<DecantException>(() => TokenizerFile.Read(_folder.Path)).Message
        );
    }

    private void AssertSaid(string json, string right, string wrong, string said)
    {
        Assert.Contains(right, json);
        var refusal = Refusal("tokenizer.json", Encoding.UTF8.GetBytes(json.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(said, refusal);
        Assert.StartsWith("Reading the tokenizer ", refusal);
    }

    private string Refusal(string name, byte[] bytes) =>
        Assert.Throws<DecantException>(() => TokenizerFile.Read(_folder.Write(name, bytes))).Message;
}
