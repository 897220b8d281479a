using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// The student's images, from the deepest to the shallowest, are fused each with what came from deeper, and every fused image is compared
/// with the teacher's: Σ over layers of the hierarchical context loss, see <see cref="HierarchicalContext"/>; for the fusion see
/// <see cref="AttentionFusion"/>. Chen et al. 2021, "Distilling Knowledge via Knowledge Review", arXiv:2104.09044.
/// </summary>
public sealed record ReviewLoss : HintLoss
{
    private static readonly Option<ValueList<string>> s_teacher = Option.Texts(
        "teacher",
        null,
        "Names of values inside the teacher, from the shallowest to the deepest; images.",
        fewest: 1
    );
    private static readonly Option<ValueList<string>> s_student = Option.Texts(
        "student",
        null,
        "Names of values inside the student, one for each of the teacher's.",
        fewest: 1
    );
    private static readonly Option<int> s_width = Option.WholeNumber(
        "width",
        null,
        "Channels of what goes from deep to shallow; else those of the student's deepest value, at most 512.",
        atLeast: 1,
        atMost: 65536,
        unit: "channels",
        unset: ""
    );

    private const int Widest = 512;

    // 20 of 240 epochs.
    private const double WarmUp = 0.0833;

    /// <summary>The loss <c>review-kd</c>.</summary>
    public ReviewLoss()
        : base(
            new LossFacts(
                "review-kd",
                "Several layers at once, deep ones reviewed in shallow ones.",
                "Σ_layers (MSE + ½·MSE_4 + ¼·MSE_2 + ⅛·MSE_1)/(1 + ½ + ¼ + ⅛) of fused images"
            )
            {
                Weight = new ScheduledNumber(0, 1, NumberSchedule.WarmUp, WarmUp),
                Unit = "squared units of the hints",
                Shapes = "student, teacher: lists of [N, C, H, W], any sizes",
                Paper = "Chen et al. 2021, arXiv:2104.09044",
                Published = "1 next to labels 1; its weight rises over the first 20 of 240 epochs (Zhao et al. 2022, CIFAR-100)",
                Caution =
                    "The fusion has to be learnt first: after 150 steps the student is below one that learns alone, after 600 above it.",
            }
        ) { }

    /// <summary>Names of values inside the teacher, from the shallowest to the deepest; images.</summary>
    public ValueList<string> Teacher
    {
        get => Get(s_teacher);
        init => Values = Changed(s_teacher, value);
    }

    /// <summary>Names of values inside the student, one for each of the teacher's.</summary>
    public ValueList<string> Student
    {
        get => Get(s_student);
        init => Values = Changed(s_student, value);
    }

    /// <summary>
    /// Channels of what goes from deep to shallow; else those of the student's deepest value, at most 512; at least 1, at most 65536.
    /// </summary>
    public int? Width
    {
        get => Values.FindNumber(s_width);
        init => Values = Changed(s_width, value);
    }

    /// <inheritdoc/>
    public override string? TrainedState => "it compares with images that trained convolutions make";

    /// <inheritdoc/>
    public override IReadOnlyList<string> StudentValues => Student;

    /// <inheritdoc/>
    public override IReadOnlyList<string> TeacherValues => Teacher;

    internal override string? Problem(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher) =>
        student.Count != teacher.Count || student.Count == 0
            ? $"expected as many values in the student as in the teacher, received {student.Count} and "
                + $"{teacher.Count}. Name one of the student's for each of the teacher's."
            : student.Zip(teacher, ImageMatching.ProblemOf).FirstOrDefault(problem => problem is not null);

    private protected override IEnumerable<string> Changes(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher) =>
        student
            .Zip(teacher, ImageMatching.ChangesOf)
            .SelectMany((changes, layer) => changes.Select(change => $"layer {layer + 1}: {change}"));

    private protected override Value Build(LossSignals signals, IReadOnlyList<Value> student, IReadOnlyList<Value> teacher)
    {
        (student, teacher) = ([.. student.Select(SequenceImages.AsImage)], [.. teacher.Select(SequenceImages.AsImage)]);
        var width = Width ?? Math.Min(Widest, student[^1].Shape[1].Size);
        Value? deeper = null,
            sum = null;
        for (var layer = student.Count - 1; layer >= 0; layer--)
        {
            var (fused, passedOn) = AttentionFusion.Build(
                signals,
                $"fusion{layer + 1}",
                student[layer],
                deeper,
                width,
                teacher[layer].Shape
            );
            var loss = HierarchicalContext.Distance(fused, teacher[layer]);
            (deeper, sum) = (passedOn, sum is null ? loss : sum + loss);
        }

        return sum!;
    }
}
