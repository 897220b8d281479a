namespace Decant.Tasks.Tokens;

/// <summary>
/// Spans of words in tags of the form BIO (Ramshaw, Marcus 1995, arXiv:cmp-lg/9505040): <c>B-x</c> begins a span of kind x, <c>I-x</c>
/// continues one of its kind and begins one after anything else, as the evaluation of CoNLL 2003 counts; any other tag is in no span.
/// </summary>
internal sealed class TaggedSpans
{
    private readonly int[] _kinds; // of each tag; −1 for none
    private readonly bool[] _begins;

    /// <summary>What the tags mean.</summary>
    /// <param name="tags">Names of the tags in the order of their numbers.</param>
    public TaggedSpans(IReadOnlyList<string> tags)
    {
        Kinds = [.. tags.Where(IsInSpan).Select(tag => tag[2..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _kinds = [.. tags.Select(tag => IsInSpan(tag) ? Kinds.ToList().IndexOf(tag[2..]) : -1)];
        _begins = [.. tags.Select(tag => tag[0] == 'B')];
    }

    /// <summary>What spans can be of, such as <c>person</c>, in the alphabet's order.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>The spans of a row of words.</summary>
    /// <param name="tags">The tag of each word.</param>
    /// <param name="spans">Is filled: first word, the word after the last, kind.</param>
    public void Find(ReadOnlySpan<int> tags, List<(int Start, int End, int Kind)> spans)
    {
        spans.Clear();
        var (start, kind) = (0, -1);
        for (var word = 0; word <= tags.Length; word++)
        {
            var next = word < tags.Length ? _kinds[tags[word]] : -1;
            if (kind >= 0 && (next != kind || _begins[tags[word]]))
            {
                spans.Add((start, word, kind));
                kind = -1;
            }

            if (kind < 0 && next >= 0)
            {
                (start, kind) = (word, next);
            }
        }
    }

    private static bool IsInSpan(string tag) => tag.Length > 2 && tag[0] is 'B' or 'I' && tag[1] == '-';
}
