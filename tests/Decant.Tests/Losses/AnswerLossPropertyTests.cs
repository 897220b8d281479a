using Decant.Losses;
using Decant.Options;
using FsCheck;
using FsCheck.Fluent;

namespace Decant.Tests.Losses;

/// <summary>What holds for losses on answers whatever the logits: tried on random ones, three samples of four classes, |z| ≤ 10.</summary>
public sealed class AnswerLossPropertyTests
{
    private static readonly Gen<double[]> s_logits = Gen.ArrayOf(Gen.Choose(-1000, 1000).Select(number => number / 100.0), 12);

    private static readonly Gen<(double[] Student, double[] Teacher)> s_pair =
        from student in s_logits
        from teacher in s_logits
        select (student, teacher);

    public static TheoryData<string> ZeroAtEquality => AnswerLossCases.With(LossTraits.ZeroAtEquality);

    public static TheoryData<string> StillAtEquality => AnswerLossCases.With(LossTraits.StillAtEquality);

    public static TheoryData<string> NeverNegative => AnswerLossCases.With(LossTraits.NeverNegative);

    public static TheoryData<string> ShiftInvariant => AnswerLossCases.With(LossTraits.ShiftInvariant);

    public static TheoryData<string> ConstantGradient => AnswerLossCases.With(LossTraits.ConstantGradient);

    public static TheoryData<string> Names => AnswerLossCases.Names;

    [Theory]
    [MemberData(nameof(ZeroAtEquality))]
    public void The_value_is_0_where_the_student_answers_like_the_teacher(string name) =>
        ForAll(name, (run, same, _) => Assert.Equal(0, run(same, same).Value, 1e-12));

    [Theory]
    [MemberData(nameof(StillAtEquality))]
    public void The_gradient_is_0_where_the_student_answers_like_the_teacher(string name) =>
        ForAll(name, (run, same, _) => Assert.All(run(same, same).Gradient, number => Assert.Equal(0, number, 1e-12)));

    [Theory]
    [MemberData(nameof(NeverNegative))]
    public void The_value_is_never_negative(string name) =>
        ForAll(name, (run, student, teacher) => Assert.True(run(student, teacher).Value >= -1e-12));

    [Theory]
    [MemberData(nameof(ShiftInvariant))]
    public void A_constant_added_to_all_logits_of_a_sample_changes_nothing(string name) => ForAll(name, (run, student, teacher) =>
        {
            var (plain, shifted) = (run(student, teacher), run(Shifted(student, 3), Shifted(teacher, -5)));
            Assert.Equal(plain.Value, shifted.Value, 1e-9 * Math.Max(1, Math.Abs(plain.Value)));
            LossFormula.Near(plain.Gradient, shifted.Gradient, 1e-9);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_the_batch_does_not_matter(string name)
    {
        var @case = AnswerLossCases.Of(name);
        var reversed = @case.Inputs.ToDictionary(array => array.Key, array => Reversed(array.Value));
        var (plain, turned) = (LossFormula.Of(@case.Loss, @case.Inputs), LossFormula.Of(@case.Loss, reversed));

        Assert.Equal(plain.Value, turned.Value, 1e-12);
        LossFormula.Near(Reversed(new LossArray(plain.Gradient, [3, 4])).Numbers, turned.Gradient, 1e-12);
    }

    [Theory]
    [MemberData(nameof(ConstantGradient))]
    public void The_size_of_the_gradient_hardly_depends_on_a_high_temperature(string name)
    {
        var @case = AnswerLossCases.Of(name);
        var temperature = @case.Loss.Options.OfType<Option<ScheduledNumber>>().Single(option => option.Key == "temperature");
        var (warm, hot) = (Norm(50), Norm(200));

        Assert.True(@case.Loss.Facts.HasSquaredTemperature);
        Assert.InRange(hot / warm, 0.9, 1.1);

        double Norm(double t) =>
            Math.Sqrt(
                LossFormula
                    .Of(@case.Loss with { Values = @case.Loss.Values.With(temperature, t) }, @case.Inputs)
                    .Gradient.Sum(number => number * number)
            );
    }

    [Fact]
    public void Binary_cross_entropy_is_least_where_the_student_answers_like_the_teacher() =>
        ForAll("multi-label", (run, student, teacher) => Assert.True(run(student, teacher).Value >= run(teacher, teacher).Value - 1e-12));

    // Compiled once, run on every pair of logits.
    private static void ForAll(string name, Action<Func<double[], double[], LossResult>, double[], double[]> check)
    {
        var @case = AnswerLossCases.Of(name);
        using var compiled = new CompiledLoss([@case.Loss with { Weight = 1 }], @case.Inputs);
        var classes = @case.Teacher.GetLength(1);
        Prop.ForAll(s_pair.ToArbitrary(), pair => check(Run, pair.Student, pair.Teacher)).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

        LossResult Run(double[] student, double[] teacher) =>
            compiled.Run(
                new Dictionary<string, LossArray>(@case.Inputs)
                {
                    ["student"] = new(student, [3, 4]),
                    ["teacher"] = new([.. Enumerable.Range(0, 3 * classes).Select(i => teacher[i % teacher.Length])], [3, classes]),
                }
            );
    }

    private static double[] Shifted(double[] logits, double by) => [.. logits.Select((z, i) => z + (by * (1 + (i / 4))))];

    private static LossArray Reversed(LossArray array)
    {
        var width = array.Numbers.Length / 3;
        return array with
        {
            Numbers = [.. Enumerable.Range(0, 3).Reverse().SelectMany(n => array.Numbers[(n * width)..((n + 1) * width)])],
        };
    }
}
