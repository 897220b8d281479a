using System.Text;
using Decant.Engine.Randomness;

namespace Decant.Tests.Tokenizers.Oracle;

/// <summary>Lines that a tokenizer may stumble over, from a seed: the same on every machine.</summary>
internal static class NastyTexts
{
    private static readonly string[] s_words =
    [
        "unaffable",
        "Straße",
        "İstanbul",
        "ısırık",
        "ǅ",
        "ﬁnance",
        "oﬀer",
        "Ǆungla",
        "naïve",
        "CAFÉ",
        "Ångström",
        "ΟΔΥΣΣΕΥΣ",
        "Привет",
        "don't",
        "I'LL",
        "we've",
        "it's",
        "'s",
        "''",
        "e.g.",
        "U.S.A.",
        "C++",
        "x=y+1",
        "10,000.50",
        "½",
        "①②",
        "٣٤٥",
        "१२३",
        "Ⅷ",
        "㍿",
        "ｆｕｌｌ",
        "ＡＢＣ",
        "ﾊﾝｶｸ",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
        "𝟘𝟙",
        "中国人民",
        "漢字かな交じり文",
        "한국어",
        "한국",
        "שָׁלוֹם",
        "مَرْحَبًا",
        "हिन्दी",
        "ไทย",
        "தமிழ்",
        "ខ្មែរ",
        "𠮷野家",
        "豈更",
        "Å",
        "Ω",
        "K",
        "e\u0301",
        "a\u0323\u0307",
        "a\u0307\u0323",
        "o\u0302\u0301\u0323",
        "q\u0307\u0323",
        "\u0301",
        "x\u20DD",
        "\u1100\u1161\u11A8",
        "👍🏽",
        "👩‍👩‍👧‍👦",
        "🏳️‍🌈",
        "🇩🇪🇫🇷",
        "❤️",
        "1️⃣",
        "😀😃",
        "🧑🏿‍🚀",
        "[MASK]",
        "[CLS]",
        "[SEP]",
        "[PAD]",
        "[UNK]",
        "[mask]",
        "<s>",
        "</s>",
        "<mask>",
        "<pad>",
        "<unk>",
        "<|endoftext|>",
        "<0x41>",
        "##ing",
        "▁",
        "▁▁a",
        "Ġ",
        "Ċ",
        "ðŁĺ",
        "\\n",
        "&amp;",
        "http://a.b/c?d=e#f",
        "@user",
        "#tag",
        "...",
        "……",
        "—",
        "«»",
        "“”",
        "‘’",
        "``",
        "''",
        "¡¿",
        "、。",
        "$5",
        "€",
        "`^~|<>",
    ];

    private static readonly string[] s_blanks =
    [
        " ",
        " ",
        " ",
        " ",
        "  ",
        "   ",
        "\t",
        "\n",
        "\r\n",
        "\u00A0",
        "\u3000",
        "\u2003",
        "\u2028",
        "\u202F",
        "\u1680",
        "\u0085",
        "\v",
        "\f",
        "",
        "",
        "",
        " \t ",
    ];

    private static readonly string[] s_unseen =
    [
        "\u0000",
        "\u0001",
        "\u0007",
        "\u001F",
        "\u007F",
        "\u0080",
        "\u009F",
        "\u00AD",
        "\u200B",
        "\u200C",
        "\u200D",
        "\u200E",
        "\u200F",
        "\u202E",
        "\u2060",
        "\uFEFF",
        "\uFFFD",
        "\uFFFE",
        "\uE000",
        "\uFE0F",
        "\u180E",
        "\u061C",
        "\U000E0041",
        "\U000F0000",
        "\uD800",
        "\uDC00",
        "\uDBFF",
        "\uD83D",
    ];

    // First and last of blocks from which any character may come.
    private static readonly (int First, int Last)[] s_blocks =
    [
        (0x21, 0x7E),
        (0xA1, 0x24F),
        (0x250, 0x36F),
        (0x370, 0x52F),
        (0x591, 0x5F4),
        (0x600, 0x6FF),
        (0x900, 0x97F),
        (0xE01, 0xE5B),
        (0x1100, 0x11FF),
        (0x1E00, 0x1FFE),
        (0x2010, 0x205E),
        (0x2070, 0x20BF),
        (0x2100, 0x218B),
        (0x2190, 0x23FF),
        (0x2460, 0x27BF),
        (0x3001, 0x30FF),
        (0x3131, 0x32FE),
        (0x4E00, 0x9FA5),
        (0xAC00, 0xD7A3),
        (0xF900, 0xFAD9),
        (0xFB00, 0xFB4F),
        (0xFE50, 0xFFEE),
        (0x10000, 0x100FA),
        (0x1D400, 0x1D7FF),
        (0x1F300, 0x1F9FF),
        (0x20000, 0x2A6D6),
        (0x2F800, 0x2FA1D),
    ];

    /// <summary>So many lines.</summary>
    public static IEnumerable<string> Lines(int count)
    {
        var stream = new RandomStream(16, "nasty texts");
        for (var line = 0; line < count; line++)
        {
            var random = stream.At((ulong)line);
            var text = new StringBuilder();
            for (var parts = 1 + random.NextInt32(12); parts > 0; parts--)
            {
                Append(text, ref random);
                text.Append(Pick(s_blanks, ref random));
            }
            yield return text.ToString();
        }
    }

    private static void Append(StringBuilder text, ref RandomStream random)
    {
        switch (random.NextInt32(12))
        {
            case 0:
                text.Append(Pick(s_unseen, ref random));
                break;
            case 1:
                Characters(text, ref random, 1 + random.NextInt32(6));
                break;
            case 2:
                Letters(text, ref random, 1 + random.NextInt32(12));
                break;
            case 3 when random.NextInt32(8) == 0:
                Letters(text, ref random, 90 + random.NextInt32(60));
                break;
            case 4:
                text.Append(Pick(s_words, ref random)).Append(Pick(s_unseen, ref random)).Append(Pick(s_words, ref random));
                break;
            case 5:
                text.Append(Pick(s_words, ref random)).Append((char)(0x300 + random.NextInt32(0x30)));
                break;
            default:
                text.Append(Pick(s_words, ref random));
                break;
        }
    }

    private static void Characters(StringBuilder text, ref RandomStream random, int count)
    {
        var (first, last) = s_blocks[random.NextInt32(s_blocks.Length)];
        for (; count > 0; count--)
        {
            text.Append(char.ConvertFromUtf32(first + random.NextInt32(last - first + 1)));
        }
    }

    private static void Letters(StringBuilder text, ref RandomStream random, int count)
    {
        for (; count > 0; count--)
        {
            text.Append((char)((random.NextInt32(4) == 0 ? 'A' : 'a') + random.NextInt32(26)));
        }
    }

    private static string Pick(string[] list, ref RandomStream random) => list[random.NextInt32(list.Length)];
}
