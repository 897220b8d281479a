using Decant.Engine.Graphs;
using Decant.Losses;

namespace Decant.Tests.Losses;

/// <summary>Losses evaluated on arrays.</summary>
internal static class LossFormula
{
    private const double Step = 1e-5;

    /// <summary>Value and derivatives of one loss on named arrays, in the precision asked for (see <see cref="CompiledLoss"/>).</summary>
    public static LossResult Of(
        DistillationLoss loss,
        IReadOnlyDictionary<string, LossArray> inputs,
        ElementType type = ElementType.Float64,
        string task = "classification"
    )
    {
        using var compiled = new CompiledLoss([loss with { Weight = 1 }], inputs, type, task);
        return compiled.Run(inputs);
    }

    /// <summary>Value and gradient [N, C] of one loss on logits.</summary>
    public static (double Value, double[,] Gradient) Of(DistillationLoss loss, double[,] student, double[,] teacher, int[] labels) =>
        Of([loss with { Weight = 1 }], student, teacher, labels);

    /// <summary>Value and gradient [N, C] of a weighted sum on logits.</summary>
    public static (double Value, double[,] Gradient) Of(DistillationLoss[] terms, double[,] student, double[,] teacher, int[] labels)
    {
        var inputs = new Dictionary<string, LossArray>
        {
            ["student"] = student,
            ["teacher"] = teacher,
            ["labels"] = labels,
        };
        using var compiled = new CompiledLoss(terms, inputs);
        var result = compiled.Run(inputs);
        var gradient = (double[,])student.Clone();
        Buffer.BlockCopy(result.Gradient, 0, gradient, 0, result.Gradient.Length * sizeof(double));
        return (result.Value, gradient);
    }

    /// <summary>The derivative of a loss by one of its float arrays, by central differences in float64.</summary>
    public static double[] Differences(
        DistillationLoss loss,
        IReadOnlyDictionary<string, LossArray> inputs,
        string by = "student",
        string task = "classification"
    )
    {
        using var compiled = new CompiledLoss([loss with { Weight = 1 }], inputs, task: task);
        return [.. Enumerable.Range(0, inputs[by].Numbers.Length).Select(element => (At(element, Step) - At(element, -Step)) / (2 * Step))];

        double At(int element, double step) =>
            compiled.Run(new Dictionary<string, LossArray>(inputs) { [by] = inputs[by].Moved(element, step) }).Value;
    }

    /// <summary>The gradient by the golden logits, by central differences.</summary>
    public static double[,] Differences(DistillationLoss loss)
    {
        var gradient = new double[3, 4];
        Buffer.BlockCopy(Differences(loss, GoldenInputs.Logits), 0, gradient, 0, gradient.Length * sizeof(double));
        return gradient;
    }

    /// <summary>The same numbers, each changed.</summary>
    public static double[,] Map(double[,] numbers, Func<int, double, double> change)
    {
        var copy = (double[,])numbers.Clone();
        for (var n = 0; n < copy.GetLength(0); n++)
        {
            for (var c = 0; c < copy.GetLength(1); c++)
            {
                copy[n, c] = change(n, copy[n, c]);
            }
        }

        return copy;
    }

    /// <summary>Asserts that two tables are equal to a tolerance.</summary>
    public static void Near(double[,] expected, double[,] actual, double tolerance) =>
        Near([.. expected.Cast<double>()], [.. actual.Cast<double>()], tolerance);

    /// <summary>Asserts that two lists are equal to a tolerance, relative to the largest number expected where that is above 1.</summary>
    public static void Near(double[] expected, double[] actual, double tolerance, string what = "element")
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = Math.Max(1, expected.Select(Math.Abs).DefaultIfEmpty().Max());
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * scale,
                FormattableString.Invariant(
                    $"{what} {i}: expected {expected[i]:R}, received {actual[i]:R}, tolerance {tolerance * scale:0.0e0}"
                )
            );
        }
    }
}
