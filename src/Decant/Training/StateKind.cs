namespace Decant.Training;

/// <summary>What a state of a training is.</summary>
internal enum StateKind
{
    /// <summary>
    /// Weights that the optimizer changes: the student's, its peers', and what terms train, such as projections and learnt temperatures.
    /// </summary>
    Parameter,

    /// <summary>What the optimizer keeps per weight.</summary>
    Moment,

    /// <summary>Running statistics of a network.</summary>
    Statistic,

    /// <summary>The moving average of the student's weights.</summary>
    Average,

    /// <summary>What a term remembers, such as a memory bank.</summary>
    Memory,

    /// <summary>A number that is measured now and then, such as the norm of the gradients.</summary>
    Measure,

    /// <summary>The student's weights and statistics after the best epoch so far.</summary>
    Best,

    /// <summary>The last steps, a row each: number, loss, gradient norm, learning rate, terms.</summary>
    History,
}
