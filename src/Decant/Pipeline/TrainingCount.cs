namespace Decant.Pipeline;

/// <summary>Counts the trainings of a run, so that each can say how many are left, and what they cost.</summary>
/// <param name="planned">All of them in their order.</param>
internal sealed class TrainingCount(IReadOnlyList<PlannedTraining> planned)
{
    /// <summary>Trainings of the run.</summary>
    public int Total => Math.Max(planned.Count, Begun);

    /// <summary>Trainings that have begun, or were not needed.</summary>
    public int Begun { get; private set; }

    /// <summary>The training that begins now; those before it that were not needed, such as of a kept teacher, are passed over.</summary>
    /// <param name="arm">Its arm.</param>
    /// <returns>Its number, from 1, its work, and what comes after it.</returns>
    public (int Number, double Work, IReadOnlyList<PlannedTraining> Later) Begin(string arm)
    {
        var at = Begun;
        while (at < planned.Count && planned[at].Arm != arm)
        {
            at++;
        }

        Begun = at < planned.Count ? at + 1 : Begun + 1;
        return (Begun, Begun <= planned.Count ? planned[Begun - 1].Work : 0, [.. planned.Skip(Begun)]);
    }
}
