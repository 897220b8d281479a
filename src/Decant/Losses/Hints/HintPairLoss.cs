using Decant.Engine.Graphs;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// A loss of one value of the student and one of the teacher. Several layers are several terms, each with a name of its own.
/// </summary>
public abstract record HintPairLoss : HintLoss
{
    private static readonly Option<string> s_teacher = Option.Text(
        "teacher",
        null,
        "Name of the value inside the teacher; 'decant inspect' lists them."
    );
    private static readonly Option<string> s_student = Option.Text("student", null, "Name of the value inside the student.");

    private protected HintPairLoss(LossFacts facts)
        : base(facts) { }

    internal sealed override OptionSet FormulaOptions => OptionSet.Of(s_teacher, s_student).And(base.FormulaOptions);

    /// <summary>Name of the value inside the teacher; 'decant inspect' lists them.</summary>
    public string Teacher
    {
        get => Get(s_teacher);
        init => Values = Changed(s_teacher, value);
    }

    /// <summary>Name of the value inside the student.</summary>
    public string Student
    {
        get => Get(s_student);
        init => Values = Changed(s_student, value);
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> StudentValues => [Student];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> TeacherValues => [Teacher];

    internal sealed override string? Problem(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher) =>
        Matching.Problem(student[0], teacher[0]);

    private protected sealed override IEnumerable<string> Changes(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher) =>
        Matching.Changes(student[0], teacher[0]);

    /// <summary>How the two values are brought to fitting shapes.</summary>
    private protected abstract HintMatching Matching { get; }

    private protected sealed override string? Silence(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher) => Silence(teacher[0]);

    /// <summary>Why the formula is a constant where the teacher's value has this shape; null where it is not.</summary>
    private protected virtual string? Silence(Shape teacher) => null;

    private protected sealed override Value Build(LossSignals signals, IReadOnlyList<Value> student, IReadOnlyList<Value> teacher)
    {
        var (own, wanted) = Matching.Match(signals, student[0], teacher[0]);
        return Build(signals, own, wanted);
    }

    /// <summary>The formula on values that were brought to fitting shapes.</summary>
    private protected abstract Value Build(LossSignals signals, Value student, Value teacher);
}
