namespace Decant.Losses;

/// <summary>What a loss says about the setting in which it is to teach.</summary>
/// <param name="Kind">How much it weighs.</param>
/// <param name="Sentence">What is so, and the way out.</param>
public sealed record LossNotice(LossNoticeKind Kind, string Sentence)
{
    /// <summary>The sentence as a user reads it.</summary>
    public string Text => Kind == LossNoticeKind.Warning ? $"Warning: {Sentence}" : Sentence;

    /// <summary>Something to know.</summary>
    public static LossNotice Note(string sentence) => new(LossNoticeKind.Note, sentence);

    /// <summary>It teaches less than expected.</summary>
    public static LossNotice Warning(string sentence) => new(LossNoticeKind.Warning, sentence);

    /// <summary>It cannot teach.</summary>
    public static LossNotice Refusal(string sentence) => new(LossNoticeKind.Refusal, sentence);
}
