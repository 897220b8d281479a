namespace Decant.ControlArms;

/// <summary>The same student trained on the labels alone: what it would have learnt without a teacher.</summary>
internal sealed record Scratch : ControlArm
{
    /// <summary>The arm <c>scratch</c>.</summary>
    public Scratch()
        : base("scratch", "The same student, trained in the same way from the labels alone.", "Same student without teacher", "no teacher")
    { }

    /// <inheritdoc/>
    public override string Words => "the same student trained without a teacher";

    /// <inheritdoc/>
    public override ControlTraining Training(ControlFacts facts) => new(facts.Terms, facts.Epochs, facts.Optimizer);
}
