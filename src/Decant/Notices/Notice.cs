namespace Decant.Notices;

/// <summary>What a user should know before or after a run, in words.</summary>
/// <param name="Kind">How much it weighs.</param>
/// <param name="Sentence">What is so, and the way out; a sentence or two.</param>
public sealed record Notice(NoticeKind Kind, string Sentence)
{
    /// <summary>The sentence as a terminal and a log show it.</summary>
    public string Text => Kind == NoticeKind.Warning ? $"Warning: {Sentence}" : Sentence;

    /// <summary>Something to know.</summary>
    public static Notice Note(string sentence) => new(NoticeKind.Note, sentence);

    /// <summary>The result must be read with it.</summary>
    public static Notice Warning(string sentence) => new(NoticeKind.Warning, sentence);

    /// <summary>It forbids the run.</summary>
    public static Notice Refusal(string sentence) => new(NoticeKind.Refusal, sentence);

    /// <summary>A plain sentence is a note.</summary>
    public static implicit operator Notice(string sentence) => Note(sentence);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
