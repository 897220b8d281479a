using System.Xml.Linq;
using Decant.Reporting;

namespace Decant.Tests.Reporting;

public class MarkupTests
{
    [Fact]
    public void Literal_parts_stand_and_holes_are_encoded()
    {
        var name = "<b>\"&'";

        Assert.Equal(
            "<td title=\"&lt;b&gt;&quot;&amp;&#39;\">&lt;b&gt;&quot;&amp;&#39;</td>",
            Markup.Of($"<td title=\"{name}\">{name}</td>").ToString()
        );
    }

    [Fact]
    public void A_piece_in_a_piece_is_not_encoded_twice()
    {
        var inner = Markup.Of($"<i>{"&"}</i>");

        Assert.Equal("<p><i>&amp;</i></p>", Markup.Of($"<p>{inner}</p>").ToString());
    }

    [Fact]
    public void Numbers_have_two_decimals_at_most_and_no_negative_zero()
    {
        Assert.Equal("1.23 -7 0 10000", Markup.Of($"{1.2345} {-7.0} {-0.001} {10_000L}").ToString());
    }

    [Fact]
    public void Every_character_gives_well_formed_text_and_every_printable_one_survives()
    {
        for (var letter = 0; letter <= char.MaxValue; letter++)
        {
            var text = ((char)letter).ToString();
            var read = XElement.Parse(Markup.Of($"<a b=\"x\">{text}</a>").ToString(), LoadOptions.PreserveWhitespace).Value;

            var survives = !char.IsControl((char)letter) && !char.IsSurrogate((char)letter) && letter < 0xFFFE;
            Assert.True(read == (survives || letter is '\n' or '\t' ? text : "\uFFFD"), $"U+{letter:X4} became {read}");
        }
    }

    [Fact]
    public void A_letter_of_two_halves_stays_whole() => Assert.Equal("🦆", Markup.Of($"{"🦆"}").ToString());
}
