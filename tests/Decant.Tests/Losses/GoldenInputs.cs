namespace Decant.Tests.Losses;

/// <summary>The numbers for which the value of every loss is known: three samples, four classes.</summary>
internal static class GoldenInputs
{
    /// <summary>The student's logits [3, 4].</summary>
    public static double[,] Student => new[,] { { 1, 2, -1, 0.5 }, { 0, -0.5, 1.5, 2 }, { 2.5, 0.3, -0.7, 1.2 } };

    /// <summary>The teacher's logits [3, 4].</summary>
    public static double[,] Teacher => new[,] { { 2, 1, 0.1, -1 }, { 0.5, -1, 3, 1 }, { 1, 2, -2, 0 } };

    /// <summary>The labels [3].</summary>
    public static int[] Labels => [0, 2, 1];

    /// <summary>Logits and labels by the names under which a loss reads them.</summary>
    public static Dictionary<string, LossArray> Logits => new() { ["student"] = Student, ["teacher"] = Teacher, ["labels"] = Labels };
}
