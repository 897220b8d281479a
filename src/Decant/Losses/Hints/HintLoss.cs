using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>A loss that compares values inside the student with values inside the teacher, which are called by their names in the graphs.</summary>
public abstract record HintLoss : DistillationLoss
{
    private protected HintLoss(LossFacts facts, OptionSet options)
        : base(facts, options)
    {
    }

    /// <inheritdoc/>
    public sealed override LossGroup Group => LossGroup.HiddenValues;

    /// <inheritdoc/>
    public sealed override bool NeedsTeacher => true;

    /// <inheritdoc/>
    /// <exception cref="DecantException">A value does not exist, or the shapes cannot be matched.</exception>
    public sealed override Value Build(LossSignals signals, OptionValues options)
    {
        Value[] student = [.. StudentValues(options).Select(signals.Student)];
        Value[] teacher = [.. TeacherValues(options).Select(signals.Teacher)];
        return Problem([.. student.Select(value => value.Shape)], [.. teacher.Select(value => value.Shape)], options) is { } problem
            ? throw new DecantException($"{signals.Term}: {problem}")
            : Build(signals, student, teacher, options);
    }

    /// <summary>Why values of these shapes cannot be compared, as a sentence with the way out; null where they can.</summary>
    /// <param name="student">Shapes of the student's values, in the order of <see cref="DistillationLoss.StudentValues"/>.</param>
    /// <param name="teacher">Shapes of the teacher's values.</param>
    /// <param name="options">The options of the loss.</param>
    internal abstract string? Problem(IReadOnlyList<Shape> student, IReadOnlyList<Shape> teacher, OptionValues options);

    /// <summary>The formula on values that can be compared.</summary>
    private protected abstract Value Build(LossSignals signals, IReadOnlyList<Value> student, IReadOnlyList<Value> teacher, OptionValues options);
}
