using Decant.Tests.Training.PyTorch;

namespace Decant.Tests.Losses.PyTorch;

/// <summary>The extreme numbers of <c>answer_losses.py</c>, every one of which float32 holds exactly.</summary>
internal static class ExtremeLogits
{
    private const int Classes = 128_000;

    private static readonly Lazy<Dictionary<string, LossArray>> s_many = new(() =>
        new()
        {
            ["student"] = Spread("student"),
            ["teacher"] = Spread("teacher"),
            ["targets"] = Spread("targets"),
            ["labels"] = new[] { Best("student", 0), 5, Best("teacher", 2) },
        }
    );

    /// <summary>Two classes: sure and right, sure and wrong, torn, and torn against sure; then with the roles changed.</summary>
    public static Dictionary<string, LossArray> OfTwo =>
        new()
        {
            ["student"] = new double[,]
            {
                { 1e4, -1e4 },
                { 1e4, -1e4 },
                { 1e4, 1e4 },
                { 1e4, 9999.5 },
                { -1e4, 1e4 },
            },
            ["teacher"] = Teacher,
            ["labels"] = new[] { 0, 1, 0, 1, 1 },
            ["targets"] = LossFormula.Map(Teacher, (_, number) => number + 3),
        };

    /// <summary>Three samples of 128,000 classes, evenly spread from −10,000 to 10,000.</summary>
    public static Dictionary<string, LossArray> OfMany => s_many.Value;

    private static double[,] Teacher =>
        new double[,]
        {
            { 1e4, -1e4 },
            { -1e4, 1e4 },
            { 1e4, 9999 },
            { -1e4, 1e4 },
            { 1e4, 9998 },
        };

    // The place of the largest number of a row, the first of several.
    private static int Best(string name, int row)
    {
        var numbers = Spread(name).Numbers.AsSpan(row * Classes, Classes).ToArray();
        return Array.IndexOf(numbers, numbers.Max());
    }

    private static LossArray Spread(string name) => new(Numbers.Fractions(name, 3 * Classes, 10_000), [3, Classes]);
}
