using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Options;

namespace Decant.Tests.Losses;

/// <summary>A loss's value and its gradient by the student's logits, in float64 on the reference kernels.</summary>
internal static class LossFormula
{
    /// <summary>The golden inputs: three samples, four classes.</summary>
    public static double[,] Student => new[,] { { 1, 2, -1, 0.5 }, { 0, -0.5, 1.5, 2 }, { 2.5, 0.3, -0.7, 1.2 } };

    public static double[,] Teacher => new[,] { { 2, 1, 0.1, -1 }, { 0.5, -1, 3, 1 }, { 1, 2, -2, 0 } };

    public static int[] Labels => [0, 2, 1];

    /// <summary>Value and gradient [N, C] of one loss.</summary>
    public static (double Value, double[,] Gradient) Of(DistillationLoss loss, OptionValues options, double[,] student, double[,] teacher, int[] labels) =>
        Of([new LossTerm(loss.Name, loss, 1, options)], student, teacher, labels);

    /// <summary>Value and gradient [N, C] of a weighted sum.</summary>
    public static (double Value, double[,] Gradient) Of(LossTerm[] terms, double[,] student, double[,] teacher, int[] labels)
    {
        var (n, classes) = (student.GetLength(0), student.GetLength(1));
        var graph = new Graph("loss");
        var logits = graph.AddInput("student", ElementType.Float64, new Shape(n, classes));
        var signals = new LossSignals(
            logits, graph.AddInput("teacher", ElementType.Float64, new Shape(n, classes)), graph.AddInput("labels", ElementType.Int64, new Shape(n)));
        var total = terms.Select(term => term.Loss.Build(signals, term.Options) * term.Weight.To).Aggregate((sum, term) => sum + term);
        graph.AddOutput(total, "value");
        graph.AddOutput(total.Differentiate([logits])[0], "gradient");

        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(graph, new CompileOptions { Pool = pool, Kernels = KernelSet.Reference });
        executable.Bind("student", Tensor.From<double>([.. student.Cast<double>()], n, classes));
        executable.Bind("teacher", Tensor.From<double>([.. teacher.Cast<double>()], n, classes));
        executable.Bind("labels", Tensor.From<long>([.. labels.Select(label => (long)label)]));
        executable.Run();

        var gradient = new double[n, classes];
        Buffer.BlockCopy(executable["gradient"].Span<double>().ToArray(), 0, gradient, 0, n * classes * sizeof(double));
        return (executable["value"].Span<double>()[0], gradient);
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

    /// <summary>The gradient by central differences.</summary>
    public static double[,] Differences(DistillationLoss loss, OptionValues options)
    {
        const double Step = 1e-5;
        var gradient = new double[3, 4];
        for (var n = 0; n < 3; n++)
        {
            for (var c = 0; c < 4; c++)
            {
                double[,] up = Student, down = Student;
                up[n, c] += Step;
                down[n, c] -= Step;
                gradient[n, c] = (Of(loss, options, up, Teacher, Labels).Value - Of(loss, options, down, Teacher, Labels).Value) / (2 * Step);
            }
        }

        return gradient;
    }

    /// <summary>Asserts that two tables are equal to a tolerance.</summary>
    public static void Near(double[,] expected, double[,] actual, double tolerance)
    {
        foreach (var (want, have) in expected.Cast<double>().Zip(actual.Cast<double>()))
        {
            Assert.InRange(have, want - tolerance, want + tolerance);
        }
    }
}
