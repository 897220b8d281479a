using System.Globalization;

namespace Decant.ControlArms;

/// <summary>
/// The student alone, trained longer by what the teacher's answers cost: epochs + FLOPs of those answers / FLOPs of an epoch alone, at most
/// ten times the epochs. A store that was asked once per view costs that once.
/// </summary>
internal sealed record Longer : ControlArm
{
    private const int MostTimes = 10;

    /// <summary>The arm <c>longer</c>.</summary>
    public Longer()
        : base(
            "longer",
            "The student alone, with what the teacher's answers cost spent on more epochs, at most ten times as many.",
            "Without teacher, longer",
            "longer"
        ) { }

    /// <inheritdoc/>
    public override string Words => "the student alone, trained longer by what the teacher's answers cost";

    /// <inheritdoc/>
    public override (string Message, string Remedy)? Problem(ControlSetting setting) =>
        setting.AsksNetwork
            ? null
            : (
                "what a teacher's answers cost is known of networks, and this teacher is none",
                $"Remove '{Name}', or name the teacher's network."
            );

    /// <inheritdoc/>
    public override ControlTraining Training(ControlFacts facts)
    {
        var paid = (int)Math.Min((long)MostTimes * facts.Epochs, Math.Ceiling(facts.Epochs + (facts.TeacherWork / facts.EpochWork)));
        var limit = paid == MostTimes * facts.Epochs ? ", the most that is done" : "";
        return new(facts.Terms, paid, facts.Optimizer)
        {
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"{Name}: the teacher's answers cost as much as {facts.TeacherWork / facts.EpochWork:0.0} epochs of the student alone, so "
                    + $"this arm trains {paid} epochs and not {facts.Epochs}{limit}."
            ),
        };
    }
}
