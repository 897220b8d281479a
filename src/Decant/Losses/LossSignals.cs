using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Losses;

/// <summary>What a loss may read: values of one graph. The teacher's are inputs of that graph, so no gradient reaches it.</summary>
/// <param name="StudentLogits">[N, C].</param>
/// <param name="TeacherLogits">[N, C]; null without a teacher.</param>
/// <param name="Labels">Int64 [N], 0 to C − 1; null without labels.</param>
public sealed record LossSignals(Value StudentLogits, Value? TeacherLogits, Value? Labels)
{
    /// <summary>The teacher's logits, for a loss that cannot do without.</summary>
    /// <exception cref="DecantException">There is no teacher.</exception>
    public Value RequireTeacher(string loss) => TeacherLogits
        ?? throw new DecantException($"{loss}: needs the teacher's answers, and this training has no teacher. Remove the term, or name a teacher.");

    /// <summary>The labels, for a loss that cannot do without.</summary>
    /// <exception cref="DecantException">There are no labels.</exception>
    public Value RequireLabels(string loss) => Labels
        ?? throw new DecantException($"{loss}: needs labels, and the data have none. Remove the term, or give labelled data.");
}
