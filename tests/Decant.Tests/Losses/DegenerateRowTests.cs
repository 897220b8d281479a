using Decant.Losses;

namespace Decant.Tests.Losses;

/// <summary>
/// Losses on answers where rows say nothing or everything: derivatives are those of the value, and no larger than twenty times what an
/// ordinary row gives.
/// PyTorch's numbers for such rows were once taken over as they came, derivatives of 10⁶ included; so these are judged by differences and
/// by a bound.
/// </summary>
public sealed class DegenerateRowTests
{
    // T²·K: temperatures are at most 20 in the cases, and the smallest spread is a twentieth.
    private const double Largest = 500;

    private static readonly Dictionary<string, double[,]> s_rows = new()
    {
        ["constant"] = new double[,]
        {
            { 0, 0, 0, 0 },
            { 3, 3, 3, 3 },
            { 2.5, 0.3, -0.7, 1.2 },
        },
        ["all but constant"] = new[,]
        {
            { 1e-7, 0, 0, -1e-7 },
            { 3, 3 + 1e-4, 3, 3 },
            { 2.5, 0.3, -0.7, 1.2 },
        },
        ["all the same row"] = new[,]
        {
            { 1, 2, -1, 0.5 },
            { 1, 2, -1, 0.5 },
            { 1, 2, -1, 0.5 },
        },
        ["certain"] = new double[,]
        {
            { 1e4, -1e4, -1e4, -1e4 },
            { -1e4, -1e4, 1e4, -1e4 },
            { -1e4, 1e4, -1e4, -1e4 },
        },
        ["huge"] = LossFormula.Map(GoldenInputs.Student, (_, z) => 1e4 * z),
        ["ordinary"] = new[,]
        {
            { 0.7, 1.9, -1.2, 0.4 },
            { 0.1, -0.6, 1.4, 2.2 },
            { 2.4, 0.2, -0.8, 1.3 },
        },
    };

    public static TheoryData<string, string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, string>();
            foreach (var @case in AnswerLossCases.All.Where(@case => @case.Teacher.GetLength(1) == 4))
            {
                foreach (var kind in s_rows.Keys.Where(kind => kind != "ordinary"))
                {
                    pairs.Add(@case.Name, kind, "ordinary");
                    if (@case.Loss.NeedsTeacher)
                    {
                        pairs.Add(@case.Name, "ordinary", kind);
                    }
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Derivatives_are_those_of_the_value(string name, string student, string teacher)
    {
        var @case = AnswerLossCases.Of(name);
        var inputs = new Dictionary<string, LossArray>(@case.Inputs) { ["student"] = s_rows[student], ["teacher"] = s_rows[teacher] };
        using var compiled = new CompiledLoss([@case.Loss with { Weight = 1 }], inputs);
        var (value, gradient) = (compiled.Run(inputs).Value, compiled.Run(inputs).Gradient);
        Assert.True(double.IsFinite(value));
        // These grow with the teacher's logits: squares, and ln p where p is next to 0.
        var isUnbounded = @case.Loss.Facts.Unit == "squared units" || @case.Loss is LogitMseLoss or ReverseKlLoss;
        var scale = Math.Max(1, gradient.Max(Math.Abs));
        for (var i = 0; i < gradient.Length; i++)
        {
            var step = 1e-5 * Math.Max(1, Math.Abs(inputs["student"].Numbers[i]) / 100);
            var (above, below) = ((At(i, step) - value) / step, (value - At(i, -step)) / step);
            Assert.True(
                isUnbounded || Math.Abs(gradient[i]) <= Largest,
                FormattableString.Invariant($"{name}, element {i}: a derivative of {gradient[i]}")
            );
            // At a kink, such as that of |p − q| or of a sorted row, there is no derivative, and any number between the two slopes serves.
            var (low, high) = (Math.Min(above, below), Math.Max(above, below));
            var tolerance = (1e-4 * scale) + (1e-11 * Math.Max(1, Math.Abs(value)) / step);
            Assert.True(
                gradient[i] >= low - tolerance && gradient[i] <= high + tolerance,
                FormattableString.Invariant($"{name}, element {i}: expected {low} to {high}, received {gradient[i]}")
            );
        }

        double At(int element, double by) =>
            compiled.Run(new Dictionary<string, LossArray>(inputs) { ["student"] = inputs["student"].Moved(element, by) }).Value;
    }

    /// <summary>
    /// By hand: the constant row is z/0.05, and the derivative of T²·KL by z/0.05 is T·(q − p)/N; by z less its mean over the classes,
    /// which is 0.
    /// </summary>
    [Fact]
    public void A_head_that_begins_at_0_learns_standardised_logits_with_a_derivative_of_twenty_times_T_times_q_minus_p()
    {
        double[,] student =
            {
                { 0, 0, 0 },
            },
            teacher =
            {
                { 1, -1, 0 },
            };
        // The teacher's row has mean 0 and deviation 1, so p = softmax(±1/2, 0).
        var sum = Math.Exp(0.5) + Math.Exp(-0.5) + 1;
        double[] p = [Math.Exp(0.5) / sum, Math.Exp(-0.5) / sum, 1 / sum];
        var gradient = LossFormula.Of(new LogitStandardizationLoss(), student, teacher, [0]).Gradient;

        LossFormula.Near([.. p.Select(share => 2 * ((1.0 / 3) - share) / (0.05 + 1e-7))], [.. gradient.Cast<double>()], 1e-6);
    }

    /// <summary>
    /// By hand, C = 2 and N = 1, T = 1: ρ = a·b/(0.05·‖q‖·‖b‖), with a = (ε/4)·(1, −1) for logits (ε/2, −ε/2), b in the direction (1, −1)
    /// and ‖q‖ = √½.
    /// </summary>
    [Fact]
    public void A_head_that_begins_at_0_learns_correlations_with_a_bounded_derivative()
    {
        double[,] student =
            {
                { 0, 0 },
            },
            teacher =
            {
                { 2, -1 },
            };
        var inter = new DistLoss { IntraWeight = 0 };
        var (value, gradient) = LossFormula.Of(inter, student, teacher, [0]);

        // dρ/dε = (√2/4)/(0.05·√½) = 10, and ε = z₁ − z₂.
        Assert.Equal(1, value, 1e-12);
        LossFormula.Near(
            new double[,]
            {
                { -10, 10 },
            },
            gradient,
            1e-5
        );
    }

    [Theory]
    [InlineData(0.06)]
    [InlineData(1)]
    [InlineData(100)]
    public void Above_the_smallest_spread_the_size_of_logits_does_not_matter_to_standardised_ones(double factor)
    {
        var small = LossFormula.Map(GoldenInputs.Student, (_, z) => factor * z);
        Assert.Equal(
            0.347543454080,
            LossFormula.Of(new LogitStandardizationLoss(), small, GoldenInputs.Teacher, GoldenInputs.Labels).Value,
            2e-6
        );
    }
}
