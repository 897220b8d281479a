namespace Decant.Losses;

/// <summary>How a number of a loss changes while a training goes on.</summary>
public enum NumberSchedule
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>In equal parts.</summary>
    Linear,

    /// <summary>Along half a cosine: slowly, fast, slowly.</summary>
    Cosine,

    /// <summary>In equal parts at the beginning, over a tenth of the training unless <c>over</c> says otherwise.</summary>
    WarmUp,

    /// <summary>
    /// As the student can bear it: the number is learnt against the student, which makes the task harder step by step. Li et al. 2022,
    /// "Curriculum Temperature for Knowledge Distillation", arXiv:2211.16231.
    /// </summary>
    Curriculum,
}
