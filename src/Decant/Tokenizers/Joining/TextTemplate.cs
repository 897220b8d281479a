namespace Decant.Tokenizers.Joining;

/// <summary>Where special tokens come around a text, or around two: <c>[CLS] A [SEP] B [SEP]</c>.</summary>
/// <param name="One">The places around one text.</param>
/// <param name="Two">The places around a pair.</param>
internal sealed record TextTemplate(IReadOnlyList<TemplatePart> One, IReadOnlyList<TemplatePart> Two)
{
    /// <summary>Nothing around a text.</summary>
    public static TextTemplate Bare { get; } = new([new TemplatePart(0, [], 0)], [new TemplatePart(0, [], 0), new TemplatePart(1, [], 1)]);

    /// <summary>How many special tokens there are.</summary>
    public static int Special(IReadOnlyList<TemplatePart> parts) => parts.Sum(part => part.Ids.Length);

    /// <summary>The token in front of one text; null without one.</summary>
    public int? Begin => One[0].Ids is [var id, ..] ? id : null;

    /// <summary>The token after one text; null without one.</summary>
    public int? End => One[^1].Ids is [.., var id] ? id : null;
}
