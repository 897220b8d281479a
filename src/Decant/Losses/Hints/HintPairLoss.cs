using Decant.Engine.Graphs;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// A loss of one value of the student and one of the teacher. Several layers are several terms, each with a name of its own.
/// </summary>
public abstract record HintPairLoss : HintLoss
{
    internal static readonly Option<string> TeacherValue = Option.Text(
        "teacher",
        null,
        "Name of the value inside the teacher; 'decant inspect' lists them."
    );
    internal static readonly Option<string> StudentValue = Option.Text("student", null, "Name of the value inside the student.");

    private readonly HintMatching _matching;

    private protected HintPairLoss(LossFacts facts, HintMatching matching, OptionSet? options = null)
        : base(facts, OptionSet.Of(TeacherValue, StudentValue).And(matching.Options).And(options ?? OptionSet.Empty)) =>
        _matching = matching;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> StudentValues(OptionValues options) => [options.Get(StudentValue)];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> TeacherValues(OptionValues options) => [options.Get(TeacherValue)];

    internal sealed override string? Problem(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher, OptionValues options) =>
        _matching.Problem(student[0], teacher[0], options);

    private protected sealed override IEnumerable<string> Changes(
        IReadOnlyList<Shape> student,
        IReadOnlyList<Shape> teacher,
        OptionValues options
    ) => _matching.Changes(student[0], teacher[0], options);

    private protected sealed override string? Silence(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher) => Silence(teacher[0]);

    /// <summary>Why the formula is a constant where the teacher's value has this shape; null where it is not.</summary>
    private protected virtual string? Silence(Shape teacher) => null;

    private protected sealed override Value Build(
        LossSignals signals,
        IReadOnlyList<Value> student,
        IReadOnlyList<Value> teacher,
        OptionValues options
    )
    {
        var (own, wanted) = _matching.Match(signals, student[0], teacher[0], options);
        return Build(signals, own, wanted, options);
    }

    /// <summary>The formula on values that were brought to fitting shapes.</summary>
    private protected abstract Value Build(LossSignals signals, Value student, Value teacher, OptionValues options);
}
