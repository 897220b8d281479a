using Decant.ControlArms;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>How an arm is called and drawn, the same in every table and chart.</summary>
/// <param name="Title">Heading of its column.</param>
/// <param name="Short">The same in a word or two, for narrow columns.</param>
/// <param name="Colour">Class of the style sheet that sets its colour.</param>
/// <param name="Dash">Dash pattern of its lines, so that they differ without colour too; empty for a full line.</param>
internal sealed record ArmLook(string Title, string Short, string Colour, string Dash)
{
    /// <summary>The look of an arm.</summary>
    public static ArmLook Of(string arm) =>
        arm switch
        {
            ArmNames.Teacher => new("Teacher", "teacher", "teacher", "2 3"),
            ArmNames.Distilled => new("Distilled student", "distilled", "distilled", ""),
            _ when ControlArmCatalogue.Find(arm) is { } control => new(
                control.Title,
                control.Short,
                arm == ArmNames.Scratch ? arm : "other",
                "7 3"
            ),
            _ => new(arm, arm, "other", "7 3 2 3"),
        };
}
