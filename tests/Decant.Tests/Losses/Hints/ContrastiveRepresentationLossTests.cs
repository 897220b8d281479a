using Decant.Engine.Randomness;
using Decant.Losses.Hints;

namespace Decant.Tests.Losses.Hints;

/// <summary>The loss, its memory and its constant over two steps, against plain loops over the formula.</summary>
public sealed class ContrastiveRepresentationLossTests
{
    private const int N = 3,
        SampleCount = 7,
        Features = 4,
        Negatives = 5,
        Steps = 3;
    private const double Temperature = 0.07,
        Momentum = 0.5;
    private const ulong Seed = 9;

    private static readonly double[][] s_student =
    [
        [1, 0.5],
        [-0.3, 0.8],
        [0.2, -1.1],
    ];
    private static readonly double[][] s_teacher =
    [
        [0.9, -0.2, 0.4],
        [0.1, 1.2, -0.5],
        [-0.7, 0.3, 0.8],
    ];
    private static readonly long[] s_samples = [5, 0, 3];

    private static readonly ContrastiveRepresentationLoss s_loss = new()
    {
        Student = "h",
        Teacher = "e",
        Features = Features,
        Negatives = Negatives,
    };

    [Fact]
    public void Loss_memory_and_constant_are_those_of_the_formula_step_by_step()
    {
        using var run = Start();
        var (weights, banks) = (
            new[] { run.Rows("crd/student.weight", 2), run.Rows("crd/teacher.weight", 3) },
            new[] { run.Rows("crd/student-bank", Features), run.Rows("crd/teacher-bank", Features) }
        );
        double[] z = [0, 0];
        for (var step = 1; step <= Steps; step++)
        {
            var actual = run.Step(step);
            var v = new[] { Embedded(s_student, weights[0]), Embedded(s_teacher, weights[1]) };
            var others = Others(step);

            Assert.Equal(Contrast(v[0], banks[1], others, ref z[0]) + Contrast(v[1], banks[0], others, ref z[1]), actual, 1e-9);
            for (var n = 0; n < N; n++)
            {
                foreach (var k in new[] { 0, 1 })
                {
                    banks[k][s_samples[n]] = Unit([
                        .. banks[k][s_samples[n]].Zip(v[k][n], (old, now) => (Momentum * old) + ((1 - Momentum) * now)),
                    ]);
                }
            }

            LossFormula.Near([.. banks[0].SelectMany(row => row)], run.Numbers("crd/student-bank"), 1e-12, "student's memory");
            LossFormula.Near([.. banks[1].SelectMany(row => row)], run.Numbers("crd/teacher-bank"), 1e-12, "teacher's memory");
            LossFormula.Near(z, [run.Numbers("crd/student-scale")[0], run.Numbers("crd/teacher-scale")[0]], 1e-10, "constant");
        }
    }

    [Fact]
    public void Derivatives_equal_central_differences_once_the_constant_is_known()
    {
        using var run = Start();
        run.Step(1);
        foreach (var variable in new[] { "student/h", "crd/student.weight", "crd/student.bias", "crd/teacher.weight", "crd/teacher.bias" })
        {
            run.Step(2, advances: false);
            var gradient = run.Numbers("gradient/" + variable);
            var differences = gradient.Select((_, i) => (Moved(i, 1e-6) - Moved(i, -1e-6)) / 2e-6).ToArray();
            LossFormula.Near(differences, gradient, 1e-6, variable);

            double Moved(int i, double by)
            {
                run.Tensor(variable).Span<double>()[i] += by;
                var value = run.Step(2, advances: false);
                run.Tensor(variable).Span<double>()[i] -= by;
                return value;
            }
        }
    }

    [Fact]
    public void Silent_values_give_a_finite_loss_and_finite_derivatives()
    {
        using var run = Start();
        run.Tensor("student/h").Span<double>().Clear();
        run.Tensor("teacher/e").Span<double>().Clear();

        Assert.True(double.IsFinite(run.Step(1)));
        Assert.All(
            new[] { "student/h", "crd/student.weight", "crd/student.bias" }.SelectMany(name => run.Numbers("gradient/" + name)),
            number => Assert.True(double.IsFinite(number))
        );
    }

    private static ContrastiveRepresentationRun Start() =>
        new(
            s_loss,
            new LossArray([.. s_student.SelectMany(row => row)], [N, 2]),
            new LossArray([.. s_teacher.SelectMany(row => row)], [N, 3]),
            s_samples,
            SampleCount,
            Seed
        );

    // −mean_n (ln x_own/(x_own + m/M) + Σ_k ln (m/M)/(x_k + m/M))
    private static double Contrast(double[][] v, double[][] bank, long[][] others, ref double z)
    {
        var all = Enumerable
            .Range(0, N)
            .Select(n =>
                others[n]
                    .Prepend(s_samples[n])
                    .Select(place => Math.Exp(v[n].Zip(bank[place], (a, b) => a * b).Sum() / Temperature))
                    .ToArray()
            )
            .ToArray();
        z = z == 0 ? all.SelectMany(row => row).Average() * SampleCount : z;
        var (noise, sum) = ((double)Negatives / SampleCount, 0.0);
        foreach (var row in all)
        {
            sum += Math.Log(row[0] / z / ((row[0] / z) + noise + 1e-7));
            foreach (var other in row[1..])
            {
                sum += Math.Log(noise / ((other / z) + noise + 1e-7));
            }
        }

        return -sum / N;
    }

    private static long[][] Others(int step)
    {
        var stream = new RandomStream(Seed, "crd/negatives").At((ulong)step);
        return
        [
            .. s_samples.Select(own =>
                Enumerable
                    .Range(0, Negatives)
                    .Select(_ =>
                    {
                        var drawn = (long)(((ulong)stream.NextUInt32() * (SampleCount - 1)) >> 32);
                        return drawn < own ? drawn : drawn + 1;
                    })
                    .ToArray()
            ),
        ];
    }

    private static double[][] Embedded(double[][] rows, double[][] weight) =>
        [.. rows.Select(row => Unit([.. weight.Select(unit => unit.Zip(row, (w, x) => w * x).Sum())]))];

    private static double[] Unit(double[] x)
    {
        var norm = Math.Sqrt(x.Sum(number => number * number));
        return [.. x.Select(number => number / norm)];
    }
}
