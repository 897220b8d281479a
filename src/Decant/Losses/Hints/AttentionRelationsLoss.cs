using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// Σ over relations of the mean over N, heads and positions of KL(p‖q), where p and q are rows of softmax(A·Bᵀ/√d) in the teacher and the
/// student. Relations are Q·Kᵀ and V·Vᵀ (Wang et al. 2020, "MiniLM", arXiv:2002.10957), or Q·Qᵀ, K·Kᵀ and V·Vᵀ (Wang et al. 2020,
/// "MiniLMv2", arXiv:2012.15828). Where the networks differ in heads, those of each are joined and cut again into as many relation heads.
/// Positions after a sample's end are left out, as keys and in the mean.
/// </summary>
public sealed record AttentionRelationsLoss : HintLoss
{
    // e to the power of it is 0, as is that of the sum with a score.
    private const double Unseen = -1e30;

    private static readonly Option<ValueList<string>> s_teacher = Option.Texts(
        "teacher",
        null,
        "Names of the teacher's queries, keys and values, in this order, each [N, heads, T, D] or joined [N, T, D].",
        fewest: 3
    );
    private static readonly Option<ValueList<string>> s_student = Option.Texts(
        "student",
        null,
        "Names of the student's queries, keys and values, in this order.",
        fewest: 3
    );
    private static readonly Option<AttentionRelationForm> s_form = Option.Choice<AttentionRelationForm>(
        "form",
        AttentionRelationForm.QueryKey,
        "Queries with keys and values with values, or each of the three with itself."
    );
    private static readonly Option<int> s_relationHeads = Option.WholeNumber(
        "relation-heads",
        null,
        "Heads into which the joined heads of both are cut; else the teacher's.",
        atLeast: 1,
        atMost: 4096,
        unit: "heads",
        unset: ""
    );

    /// <summary>The loss <c>attention-relations</c>.</summary>
    public AttentionRelationsLoss()
        : base(
            new LossFacts(
                "attention-relations",
                "How positions of a sequence relate to each other in a transformer's layer (MiniLM).",
                "Σ mean_NHT KL(p‖q), p and q rows of softmax(A·Bᵀ/√d)"
            )
            {
                Unit = "nats per position",
                Shapes = "student, teacher: queries, keys, values [N, heads, T, D] or [N, T, D]; N, T equal",
                Paper = "Wang et al. 2020, arXiv:2002.10957; arXiv:2012.15828",
            }
        ) { }

    /// <summary>Names of the teacher's queries, keys and values, in this order, each [N, heads, T, D] or joined [N, T, D].</summary>
    public ValueList<string> Teacher
    {
        get => Get(s_teacher);
        init => Values = Changed(s_teacher, value);
    }

    /// <summary>Names of the student's queries, keys and values, in this order.</summary>
    public ValueList<string> Student
    {
        get => Get(s_student);
        init => Values = Changed(s_student, value);
    }

    /// <summary>Queries with keys and values with values, or each of the three with itself.</summary>
    public AttentionRelationForm Form
    {
        get => Get(s_form);
        init => Values = Changed<AttentionRelationForm>(s_form, value);
    }

    /// <summary>Heads into which the joined heads of both are cut; else the teacher's; at least 1, at most 4096.</summary>
    public int? RelationHeads
    {
        get => Values.FindNumber(s_relationHeads);
        init => Values = Changed(s_relationHeads, value);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StudentValues => Student;

    /// <inheritdoc/>
    public override IReadOnlyList<string> TeacherValues => Teacher;

    internal override string? Problem(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher)
    {
        if (student.Count != 3 || teacher.Count != 3)
        {
            return $"expected three names each, of queries, keys and values, received {student.Count} in the student and "
                + $"{teacher.Count} in the teacher. Name all three.";
        }

        var received = $"received {string.Join(", ", student)} in the student and {string.Join(", ", teacher)} in the teacher";
        if (
            student.Concat(teacher).Any(shape => shape.Rank is not (3 or 4) || !AreOfOneLength(shape, teacher[0]))
            || student.Any(shape => !shape.Equals(student[0]))
            || teacher.Any(shape => !shape.Equals(teacher[0]))
        )
        {
            return $"expected queries, keys and values [N, heads, T, D] or [N, T, D] of one T, {received}. Name values of one layer in each.";
        }

        if (RelationHeads is null && teacher[0].Rank == 3)
        {
            return $"expected a number of relation heads, as the teacher's values do not say how many there are, {received}. Set "
                + $"relation-heads, such as the teacher's heads.";
        }

        var heads = Heads(teacher[0]);
        return student.Concat(teacher).All(shape => Width(shape) % heads == 0)
            ? null
            : $"expected widths that {heads} heads divide, {received}. Set relation-heads to a divisor of "
                + $"{Width(student[0])} and {Width(teacher[0])}.";
    }

    private protected override string? Silence(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher) =>
        teacher[0][^2] == 1
            ? $"{teacher[0]}: one position relates to itself alone, so nothing can be learnt. Choose a layer of more positions."
            : null;

    private protected override Value Build(LossSignals signals, IReadOnlyList<Value> student, IReadOnlyList<Value> teacher)
    {
        const int Queries = 0,
            Keys = 1,
            Values = 2;
        var heads = Heads(teacher[0].Shape);
        Value[] own = [.. student.Select(value => Cut(value, heads))],
            wanted = [.. teacher.Select(value => Cut(value, heads))];
        (int A, int B)[] relations =
            Form == AttentionRelationForm.QueryKey
                ? [(Queries, Keys), (Values, Values)]
                : [(Queries, Queries), (Keys, Keys), (Values, Values)];
        return relations
            .Select(relation => Divergence(signals, LogRelation(signals, wanted, relation), LogRelation(signals, own, relation)))
            .Aggregate((sum, next) => sum + next);
    }

    private int Heads(Shape teacher) => RelationHeads ?? teacher[1].Size;

    // Widths have numbers; the length may be known only when samples come.
    private static bool AreOfOneLength(Shape shape, Shape other) =>
        shape[^2] == other[^2] && shape[^1].IsStatic && (shape.Rank == 3 || shape[1].IsStatic);

    private static int Width(Shape shape) => shape.Rank == 3 ? shape[2].Size : shape[1].Size * shape[3].Size;

    // [N, heads, T, D] or [N, T, width] to [N, relation heads, T, width/relation heads]
    private static Value Cut(Value x, int heads)
    {
        if (x.Shape.Rank == 4 && x.Shape[1] == heads)
        {
            return x;
        }

        var (n, length, width) = (x.Shape[0], x.Shape[^2], Width(x.Shape));
        return (x.Shape.Rank == 3 ? x : x.Transpose(0, 2, 1, 3)).Reshape(new Shape(n, length, heads, width / heads)).Transpose(0, 2, 1, 3);
    }

    // No position looks at one after the sample's end.
    private static Value LogRelation(LossSignals signals, Value[] values, (int A, int B) relation)
    {
        var (a, b) = (values[relation.A], values[relation.B]);
        var scores = a.MatMul(b.Transposed()) * (1 / Math.Sqrt(a.Shape[3].Size));
        return (signals.MaskOf(scores.Shape, 3) is { } mask ? scores + ((mask - 1) * -Unseen) : scores).LogSoftmax();
    }

    private static Value Divergence(LossSignals signals, Value lnP, Value lnQ) =>
        signals.MeanOverPlaces((lnP.Exp() * (lnP - lnQ)).ReduceSum([-1]));
}
