namespace Decant.Tasks;

/// <summary>
/// What the numbers mean that a network answers with. A loss on answers is for one meaning; several tasks may share one, and a task may
/// bring its own.
/// </summary>
/// <param name="Words">What the answers are, in the plural, for messages.</param>
public sealed record AnswerMeaning(string Words)
{
    /// <summary>C logits per sample, one per class, of which the largest wins.</summary>
    public static AnswerMeaning Classes { get; } = new("probabilities of classes");

    /// <summary>A logit per label, each a question of its own with yes (0 or more) or no.</summary>
    public static AnswerMeaning Labels { get; } = new("a probability for each label by itself");

    /// <summary>Real numbers, each in its own unit.</summary>
    public static AnswerMeaning Numbers { get; } = new("numbers");
}
