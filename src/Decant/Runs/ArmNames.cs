namespace Decant.Runs;

/// <summary>The names of the arms that every reader of a run knows.</summary>
internal static class ArmNames
{
    /// <summary>The network that is imitated.</summary>
    public const string Teacher = "teacher";

    /// <summary>The student trained with the teacher's help.</summary>
    public const string Distilled = "distilled";

    /// <summary>The same student from the same initial weights, trained on the labels alone.</summary>
    public const string Scratch = "scratch";
}
