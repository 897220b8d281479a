namespace Decant.Pipeline;

/// <summary>Counts the trainings of a run, so that each can say how many are left.</summary>
internal sealed class TrainingCount(int total)
{
    /// <summary>Trainings of the run.</summary>
    public int Total => total;

    /// <summary>Trainings that have begun.</summary>
    public int Begun { get; private set; }

    /// <summary>The number of the training that begins now, from 1.</summary>
    public int Begin() => ++Begun;
}
