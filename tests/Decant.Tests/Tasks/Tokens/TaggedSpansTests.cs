using Decant.Tasks.Tokens;

namespace Decant.Tests.Tasks.Tokens;

public class TaggedSpansTests
{
    private static readonly string[] s_tags = ["O", "B-person", "I-person", "B-place", "I-place"];
    private static readonly TaggedSpans s_spans = new(s_tags);

    [Theory]
    [InlineData("O O O", "")]
    [InlineData("B-person I-person O B-place", "0-2 person, 3-4 place")]
    [InlineData("B-person B-person", "0-1 person, 1-2 person")] // two next to each other
    [InlineData("I-person I-person", "0-2 person")] // begun without B, as CoNLL 2003 counts
    [InlineData("B-person I-place", "0-1 person, 1-2 place")] // another kind begins a span
    [InlineData("O I-place O", "1-2 place")]
    [InlineData("B-place I-place I-place", "0-3 place")] // to the end
    public void Spans_are_those_of_CoNLL(string tags, string spans)
    {
        List<(int Start, int End, int Kind)> found = [];

        s_spans.Find([.. tags.Split(' ').Select(tag => Array.IndexOf(s_tags, tag))], found);

        Assert.Equal(spans, string.Join(", ", found.Select(span => $"{span.Start}-{span.End} {s_spans.Kinds[span.Kind]}")));
    }

    [Fact]
    public void Tags_without_spans_have_no_kinds() => Assert.Empty(new TaggedSpans(["noun", "verb", "B", "I-"]).Kinds);
}
