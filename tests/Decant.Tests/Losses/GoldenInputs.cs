namespace Decant.Tests.Losses;

/// <summary>The numbers for which the value of every loss is known: three samples, four classes.</summary>
internal static class GoldenInputs
{
    /// <summary>The student's logits [3, 4].</summary>
    public static double[,] Student =>
        new[,]
        {
            { 1, 2, -1, 0.5 },
            { 0, -0.5, 1.5, 2 },
            { 2.5, 0.3, -0.7, 1.2 },
        };

    /// <summary>The teacher's logits [3, 4].</summary>
    public static double[,] Teacher =>
        new[,]
        {
            { 2, 1, 0.1, -1 },
            { 0.5, -1, 3, 1 },
            { 1, 2, -2, 0 },
        };

    /// <summary>The labels [3].</summary>
    public static int[] Labels => [0, 2, 1];

    /// <summary>Numbers that are true, for losses on predictions [3, 4].</summary>
    public static double[,] Targets =>
        new[,]
        {
            { 1.4, 1.2, -0.4, 0 },
            { 0.2, -0.8, 2, 1.4 },
            { 1.2, 1, -1, 0.5 },
        };

    /// <summary>Logits of a teacher with two more classes [3, 6].</summary>
    public static double[,] WideTeacher =>
        new[,]
        {
            { 2, 1, 0.1, -1, 0.3, 1.6 },
            { 0.5, -1, 3, 1, -0.2, 0.8 },
            { 1, 2, -2, 0, 0.4, -0.9 },
        };

    /// <summary>Logits of a teacher with two classes less [3, 2].</summary>
    public static double[,] NarrowTeacher =>
        new[,]
        {
            { 2, 1 },
            { 0.5, -1 },
            { 1, 2 },
        };

    /// <summary>Logits, labels and targets by the names under which a loss reads them.</summary>
    public static Dictionary<string, LossArray> Logits =>
        new()
        {
            ["student"] = Student,
            ["teacher"] = Teacher,
            ["labels"] = Labels,
            ["targets"] = Targets,
        };
}
