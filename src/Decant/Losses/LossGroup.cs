namespace Decant.Losses;

/// <summary>What a loss compares, by which lists of losses are divided.</summary>
public enum LossGroup
{
    /// <summary>What networks answer: logits, or predicted numbers.</summary>
    Answers,

    /// <summary>Values inside networks, called by their names.</summary>
    HiddenValues,

    /// <summary>What belongs to a scheme of training: it learns from networks or layers that are trained alongside the student.</summary>
    Schemes,
}
