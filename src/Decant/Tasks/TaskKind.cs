namespace Decant.Tasks;

/// <summary>What the numbers mean that a network answers to a sample.</summary>
public enum TaskKind
{
    /// <summary>C logits, one per class, of which the largest wins.</summary>
    Classification,

    /// <summary>A logit per label, each a question of its own with yes (0 or more) or no.</summary>
    MultiLabel,

    /// <summary>Real numbers, each in its own unit.</summary>
    Regression,
}
