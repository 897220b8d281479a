using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Whom the report is about: the distilled student, or the first arm of a run that did not distil.</summary>
internal static class Subject
{
    /// <summary>The arm; its first seed is the model whose file the user takes away.</summary>
    public static ArmResult Of(Run run) => run.Arm(ArmNames.Distilled) ?? run.Arms[0];

    /// <summary>What the arm is called within a sentence, such as <c>distilled student</c>.</summary>
    public static string Name(Run run) =>
        Of(run).Name switch
        {
            ArmNames.Distilled => "distilled student",
            ArmNames.Teacher => "teacher",
            var other => other,
        };
}
