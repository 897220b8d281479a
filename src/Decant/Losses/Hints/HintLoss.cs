using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Notices;

namespace Decant.Losses.Hints;

/// <summary>
/// A loss that compares values inside the student with values inside the teacher, which are called by their names in the graphs.
/// </summary>
public abstract record HintLoss : DistillationLoss
{
    private protected HintLoss(LossFacts facts)
        : base(facts) { }

    /// <inheritdoc/>
    public sealed override LossGroup Group => LossGroup.HiddenValues;

    /// <inheritdoc/>
    public sealed override bool NeedsTeacher => true;

    /// <summary>
    /// The fewest samples of a batch that the formula tells apart: more than 1 where it compares samples with one another.
    /// </summary>
    private protected virtual int FewestSamples => 1;

    /// <inheritdoc/>
    private protected sealed override IEnumerable<Notice> OwnNotices(LossSetting setting)
    {
        if ((Problem(setting.Student, setting.Teacher) ?? Silence(setting.Student, setting.Teacher)) is { } problem)
        {
            return [Notice.Refusal(problem)];
        }

        return setting.Batch < FewestSamples
            ?
            [
                Notice.Refusal(
                    $"a batch of {setting.Batch}: it compares the samples of a batch with one another, and with "
                        + $"fewer than {FewestSamples} its value is always the same. Set training.batch to {FewestSamples} "
                        + $"or more."
                ),
            ]
            :
            [
                .. Changes(setting.Student, setting.Teacher).ToArray() is { Length: > 0 } changes
                    ? new[]
                    {
                        Notice.Note(
                            $"{Text(setting.Student)} in the student against {Text(setting.Teacher)} in the "
                                + $"teacher: {string.Join("; ", changes)}."
                        ),
                    }
                    : [],
            ];

        static string Text(IReadOnlyList<Shape> shapes) => string.Join(", ", shapes);
    }

    /// <inheritdoc/>
    /// <exception cref="DecantException">A value does not exist, or the shapes cannot be matched.</exception>
    public sealed override Value Build(LossSignals signals)
    {
        Value[] student = [.. StudentValues.Select(signals.Student)];
        Value[] teacher = [.. TeacherValues.Select(signals.Teacher)];
        return Problem([.. student.Select(value => value.Shape)], [.. teacher.Select(value => value.Shape)]) is { } problem
            ? throw new DecantException($"{signals.Term}: {problem}")
            : Build(signals, student, teacher);
    }

    /// <summary>Why values of these shapes cannot be compared, as a sentence with the way out; null where they can.</summary>
    /// <param name="student">Shapes of the student's values, in the order of <see cref="DistillationLoss.StudentValues"/>.</param>
    /// <param name="teacher">Shapes of the teacher's values.</param>
    internal abstract string? Problem(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher);

    /// <summary>
    /// How values of these shapes are brought together before the formula, as sentences; none where they are compared as they are.
    /// </summary>
    /// <inheritdoc cref="Problem"/>
    private protected virtual IEnumerable<string> Changes(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher) => [];

    /// <summary>Why the formula is a constant on values of these shapes, so that nothing can be learnt; null where it is not.</summary>
    /// <inheritdoc cref="Problem"/>
    private protected virtual string? Silence(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher) => null;

    /// <summary>The formula on values that can be compared.</summary>
    private protected abstract Value Build(LossSignals signals, IReadOnlyList<Value> student, IReadOnlyList<Value> teacher);
}
