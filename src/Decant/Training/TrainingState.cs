namespace Decant.Training;

/// <summary>
/// Everything that changes in a training, between two steps: from it the training continues with the bits of one that was never
/// interrupted.
/// </summary>
/// <param name="Identity">What the training is: key → value. Another training cannot continue from it.</param>
/// <param name="Position">Where it is, in plain numbers.</param>
/// <param name="States">All that is more than a few numbers, by kind and name.</param>
internal sealed record TrainingState(
    IReadOnlyDictionary<string, string> Identity,
    TrainingPosition Position,
    IReadOnlyList<NamedState> States
)
{
    /// <summary>The states of a kind.</summary>
    public IEnumerable<NamedState> Of(StateKind kind) => States.Where(state => state.Kind == kind);

    /// <summary>How a training differs from the one that this is the state of: a sentence per difference.</summary>
    /// <param name="identity">What that training is.</param>
    public IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> identity) =>
        [
            .. from key in Identity.Keys.Union(identity.Keys).Order(StringComparer.Ordinal)
            let then = Identity.GetValueOrDefault(key, "none")
            let now = identity.GetValueOrDefault(key, "none")
            where then != now
            select $"{key} was {then} and is {now}",
        ];
}
