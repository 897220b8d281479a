using Decant.Tests.Data.Sources;
using Decant.Tokenizers;

namespace Decant.Tests.Tokenizers;

/// <summary>Tokenizer files that fit on a page, one of each kind.</summary>
internal static class SmallTokenizers
{
    public const string WordPiece = """
        {"version":"1.0","added_tokens":[{"id":0,"content":"[UNK]","special":true},{"id":1,"content":"[CLS]","special":true}],
        "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true},
        "pre_tokenizer":{"type":"BertPreTokenizer"},
        "post_processor":{"type":"BertProcessing","sep":["[CLS]",1],"cls":["[CLS]",1]},"decoder":{"type":"WordPiece","prefix":"##"},
        "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,
        "vocab":{"[UNK]":0,"[CLS]":1,"play":2,"##ing":3,"##s":4,"é":5}}}
        """;

    public const string BytePair = """
        {"version":"1.0","added_tokens":[],"normalizer":{"type":"NFC"},"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false},
        "post_processor":{"type":"ByteLevel","trim_offsets":true},"decoder":{"type":"ByteLevel"},
        "model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2,"Ġ":3,"Ġab":4,"abab":5},"merges":["a b","Ġ ab",["ab","ab"]]}}
        """;

    public const string Unigram = """
        {"version":"1.0","added_tokens":[],"normalizer":{"type":"Sequence","normalizers":[{"type":"NFKC"},
        {"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}]},
        "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"},
        "post_processor":{"type":"TemplateProcessing","single":[{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
        "special_tokens":{"</s>":{"id":"</s>","ids":[1],"tokens":["</s>"]}}},
        "decoder":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"},
        "model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0],["</s>",0],["▁",-2.5],["▁a",-3],["b",-4],["ab",-3.5],["▁ab",-6.2]]}}
        """;

    /// <summary>Reads a file of this content.</summary>
    public static TextTokenizer Read(string json)
    {
        using var folder = new TemporaryFolder();
        return TokenizerFile.Read(folder.WriteText("tokenizer.json", json));
    }
}
