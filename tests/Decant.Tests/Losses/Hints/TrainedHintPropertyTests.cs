using Decant.Losses.Hints;
using Decant.Options;
using FsCheck;
using FsCheck.Fluent;

namespace Decant.Tests.Losses.Hints;

/// <summary>
/// What holds for losses of hidden values that train something of their own, as long as that is as said: tried on random values.
/// </summary>
public sealed class TrainedHintPropertyTests
{
    private static readonly ValueList<string> s_images = new([HintShapes.Value]);

    private static readonly HintPropertyCase s_predicted = new(
        "vid",
        new VariationalInformationLoss { Teacher = HintShapes.Value, Student = HintShapes.Value },
        HintShapes.Vectors,
        1,
        HintTraits.None
    );

    private static readonly HintPropertyCase s_reviewed = new(
        "review-kd",
        new ReviewLoss
        {
            Teacher = s_images,
            Student = s_images,
            Width = 2,
        },
        HintShapes.ImagesOfAnyChannels,
        3,
        HintTraits.None
    )
    {
        Tolerance = 1e-6,
    };

    /// <summary>The mean μ is the student's value itself where the projection changes nothing, and σ² is 5 at first.</summary>
    [Fact]
    public void An_untrained_variance_makes_a_mean_square_with_a_constant() => ForAll(s_predicted, trial =>
        {
            var (student, teacher) = (trial.Arrays["student/x"], trial.Arrays["teacher/x"]);
            var square = student.Numbers.Zip(teacher.Numbers, (s, t) => (s - t) * (s - t)).Average();

            // ρ is stored in float32.
            Assert.Equal(0.5 * ((square / 5) + Math.Log(5)), Predicted(trial).Value, 1e-6 * Math.Max(1, square));
        });

    [Fact]
    public void A_prediction_that_is_right_gives_the_student_no_gradient_and_none_costs_less() => ForAll(s_predicted, trial =>
        {
            var right = Predicted(trial.OfEqual());
            Assert.All(right.Gradients["student/x"], number => Assert.Equal(0, number, 1e-12));
            Assert.True(Predicted(trial).Value >= right.Value - 1e-12);
        });

    [Fact]
    public void What_is_predicted_may_be_moved_with_the_prediction() =>
        ForAll(s_predicted, trial =>
            Assert.Equal(Predicted(trial).Value, Predicted(trial.WithBoth(array => array.Plus(1, trial.Noise))).Value, 1e-9)
        );

    [Fact]
    public void A_review_is_never_negative() => ForAll(s_reviewed, trial => Assert.True(trial.Result.Value >= 0));

    [Fact]
    public void A_review_does_not_depend_on_the_order_of_the_batch() =>
        ForAll(s_reviewed, trial =>
            Assert.Equal(trial.Result.Value, trial.WithBoth(array => array.Reordered(0, trial.Noise)).Result.Value, 1e-6)
        );

    /// <summary>The batch's statistics are taken of every fused image.</summary>
    [Fact]
    public void A_review_does_not_change_when_a_constant_is_added_to_a_channel_of_the_student() =>
        ForAll(s_reviewed, trial =>
            Assert.Equal(trial.Result.Value, trial.WithStudent(images => images.ChannelsPlus(trial.Noise)).Result.Value, 1e-6)
        );

    // The projection is the identity.
    private static LossResult Predicted(HintTrial trial)
    {
        var width = trial.Arrays["student/x"].Dimensions[1];
        var identity = new double[width, width];
        for (var d = 0; d < width; d++)
        {
            identity[d, d] = 1;
        }

        return (trial with { Arrays = new Dictionary<string, LossArray>(trial.Arrays) { ["vid/projection.weight"] = identity } }).Result;
    }

    private static void ForAll(HintPropertyCase @case, Action<HintTrial> check) =>
        Prop.ForAll(HintTrial.Of(@case).ToArbitrary(), check).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
}
