using Decant.Losses;
using Decant.Losses.Hints;
using FsCheck;
using FsCheck.Fluent;
using static Decant.Tests.Losses.Hints.HintTraits;

namespace Decant.Tests.Losses.Hints;

/// <summary>What holds for losses of hidden values whatever the values and their sizes: tried on random ones.</summary>
public sealed class HintLossPropertyTests
{
    private const int Trials = 40;

    /// <summary>
    /// What trains or remembers something: proved in <see cref="TrainedHintPropertyTests"/> and
    /// <see cref="ContrastiveRepresentationPropertyTests"/>.
    /// </summary>
    private static readonly string[] s_trained = ["vid", "review-kd", "crd"];

    [Fact]
    public void Every_loss_of_hidden_values_has_properties() =>
        Assert.Equal(
            DistillationLosses.All.OfType<HintLoss>().Select(loss => loss.Name).Except(s_trained).Order(),
            HintPropertyCases.Losses.Distinct().Order()
        );

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), ZeroAtEquality, MemberType = typeof(HintPropertyCases))]
    public void Value_and_derivatives_are_0_where_the_students_values_are_the_teachers(string name) => ForAll(name, trial =>
        {
            var result = trial.OfEqual().Result;
            Assert.Equal(0, result.Value, 1e-12);
            Assert.All(result.Gradients.Values.SelectMany(gradient => gradient), number => Assert.Equal(0, number, trial.Case.Tolerance));
        });

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), NeverNegative, MemberType = typeof(HintPropertyCases))]
    public void The_value_is_never_negative(string name) =>
        ForAll(name, trial => Assert.True(trial.Result.Value >= (trial.Case.Loss is ProbabilityTransferLoss ? -1e-6 : -1e-12)));

    [Theory]
    [MemberData(nameof(HintPropertyCases.Names), MemberType = typeof(HintPropertyCases))]
    public void The_order_of_the_batch_does_not_matter(string name) =>
        Unchanged(name, trial => trial.WithBoth(array => array.Reordered(0, trial.Noise)));

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), Symmetric, MemberType = typeof(HintPropertyCases))]
    public void Student_and_teacher_may_change_places(string name) => Unchanged(name, trial => trial.Swapped());

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), Scale, MemberType = typeof(HintPropertyCases))]
    public void A_positive_factor_for_all_of_the_students_values_changes_nothing(string name) =>
        Unchanged(name, trial => trial.WithStudent(array => array.Times(Math.Abs(trial.Noise[0]))));

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), ScaleOfEach, MemberType = typeof(HintPropertyCases))]
    public void A_positive_factor_for_each_vector_of_both_sides_changes_nothing(string name) =>
        Unchanged(name, trial =>
            trial
                .WithStudent(array => array.EachTimes(trial.Case.VectorAxes, trial.Noise))
                .Swapped()
                .WithStudent(array => array.EachTimes(trial.Case.VectorAxes, [.. trial.Noise.Reverse()]))
                .Swapped()
        );

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), Shift, MemberType = typeof(HintPropertyCases))]
    public void A_vector_added_to_all_of_the_students_changes_nothing(string name) =>
        Unchanged(name, trial => trial.WithStudent(array => array.Plus(trial.Case.VectorAxes, trial.Noise)));

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), ConstantOfEach, MemberType = typeof(HintPropertyCases))]
    public void A_constant_added_to_each_of_the_students_vectors_changes_nothing(string name) =>
        Unchanged(name, trial => trial.WithStudent(array => array.EachPlus(trial.Case.VectorAxes, trial.Noise)));

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), Rotation, MemberType = typeof(HintPropertyCases))]
    public void A_rotation_of_the_students_vectors_changes_nothing(string name) =>
        Unchanged(name, trial => trial.WithStudent(array => array.Rotated(trial.Case.VectorAxes, trial.Noise)));

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), JointRotation, MemberType = typeof(HintPropertyCases))]
    public void A_rotation_of_both_sides_vectors_changes_nothing(string name) =>
        Unchanged(name, trial => trial.WithBoth(array => array.Rotated(trial.Case.VectorAxes, trial.Noise)));

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), JointShift, MemberType = typeof(HintPropertyCases))]
    public void A_vector_added_to_both_sides_changes_nothing(string name) =>
        Unchanged(name, trial => trial.WithBoth(array => array.Plus(trial.Case.VectorAxes, trial.Noise)));

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), Quadratic, MemberType = typeof(HintPropertyCases))]
    public void Three_times_as_large_values_make_nine_times_the_loss(string name) =>
        ForAll(name, trial => Near(9 * trial.Result.Value, trial.WithBoth(array => array.Times(3)).Result.Value, trial));

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), Channels, MemberType = typeof(HintPropertyCases))]
    public void Order_and_signs_of_the_students_channels_do_not_matter(string name) =>
        Unchanged(name, trial => trial.WithStudent(array => array.Rechannelled(trial.Noise)));

    [Theory]
    [MemberData(nameof(HintPropertyCases.With), Places, MemberType = typeof(HintPropertyCases))]
    public void The_order_of_places_does_not_matter(string name) =>
        Unchanged(name, trial => trial.WithBoth(array => array.Reordered(2, trial.Noise)));

    [Fact]
    public void Patient_distillation_is_twice_the_cosine_hint() =>
        ForAll("pkd", trial =>
            Near(2 * (trial with { Case = HintPropertyCases.Of("hint-cosine") }).Result.Value, trial.Result.Value, trial)
        );

    [Fact]
    public void A_vector_added_to_all_keys_does_not_change_how_queries_relate_to_them() =>
        Unchanged("attention-relations", trial =>
            trial with
            {
                Arrays = new Dictionary<string, LossArray>(trial.Arrays) { ["student/k"] = trial.Arrays["student/k"].Plus(1, trial.Noise) },
            }
        );

    private static void Unchanged(string name, Func<HintTrial, HintTrial> change) =>
        ForAll(name, trial => Near(trial.Result.Value, change(trial).Result.Value, trial));

    private static void Near(double expected, double actual, HintTrial trial) =>
        Assert.Equal(expected, actual, trial.Case.Tolerance * Math.Max(1, Math.Abs(expected)));

    private static void ForAll(string name, Action<HintTrial> check) =>
        Prop.ForAll(HintTrial.Of(HintPropertyCases.Of(name)).ToArbitrary(), check).Check(Config.QuickThrowOnFailure.WithMaxTest(Trials));
}
