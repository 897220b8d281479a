using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Losses;

/// <summary>
/// A loss of one's own: a function that writes its formula with values of the graph, as <c>(q - p) * (q - p)</c>. The gradient follows by
/// itself. It goes into a recipe that is made in code, next to the losses that a recipe file can name; the file of the recipe in the run's
/// folder then holds its name, which no other program understands.
/// </summary>
public sealed record CustomLoss : DistillationLoss
{
    private readonly Func<LossSignals, Value> _formula;
    private readonly LossNeeds _needs;

    /// <summary>A loss of one's own.</summary>
    /// <param name="name">Its name in logs and reports; none that a loss has already.</param>
    /// <param name="meaning">What it is, in one sentence.</param>
    /// <param name="formula">Builds the formula out of what it may read; its result is a scalar, the mean over the batch.</param>
    /// <param name="needs">What it reads in addition to the student's answers; what is not named here is null when the formula is
    /// built.</param>
    /// <exception cref="DecantException">A loss has this name already.</exception>
    public CustomLoss(string name, string meaning, Func<LossSignals, Value> formula, LossNeeds needs = LossNeeds.Teacher)
        : base(
            new LossFacts(FreeName(name), meaning, "a function in code")
            {
                Unit = "as the function computes it",
                Shapes = "as the function reads them",
            }
        ) => (_formula, _needs) = (formula, needs);

    /// <inheritdoc/>
    public override bool NeedsTeacher => _needs.HasFlag(LossNeeds.Teacher) || ReadsInTeacher.Count > 0;

    /// <inheritdoc/>
    public override bool NeedsLabels => _needs.HasFlag(LossNeeds.Labels);

    /// <inheritdoc/>
    public override bool NeedsTargets => _needs.HasFlag(LossNeeds.Targets);

    /// <inheritdoc/>
    public override bool NeedsSamples => _needs.HasFlag(LossNeeds.Samples);

    /// <summary>Names of the values inside the student that the formula asks for with <see cref="LossSignals.Student"/>.</summary>
    public IReadOnlyList<string> ReadsInStudent { get; init; } = [];

    /// <summary>Names of the values inside the teacher that the formula asks for with <see cref="LossSignals.Teacher"/>.</summary>
    public IReadOnlyList<string> ReadsInTeacher { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> StudentValues => ReadsInStudent;

    /// <inheritdoc/>
    public override IReadOnlyList<string> TeacherValues => ReadsInTeacher;

    /// <inheritdoc/>
    /// <exception cref="DecantException">The function's result is no scalar.</exception>
    public override Value Build(LossSignals signals) =>
        _formula(signals) is { Shape.Rank: 0 } value
            ? value
            : throw new DecantException(
                $"{Name}: expected a scalar as the value of the loss. Take the mean over the batch, such as "
                    + $"x.ReduceMean(), at the end of the formula."
            );

    private static string FreeName(string name) =>
        DistillationLosses.All.TryFind(name, out _)
            ? throw new DecantException($"CustomLoss: a loss has the name '{name}' already. Choose another name.")
            : name;
}
