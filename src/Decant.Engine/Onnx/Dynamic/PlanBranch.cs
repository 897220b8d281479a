using Decant.Engine.Execution;
using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>
/// A place on the way from the sizes of the inputs to a plan: there is a question about their numbers, or the plan itself.
/// </summary>
/// <param name="Parent">The branch whose question led here; null for the sizes themselves.</param>
/// <param name="Key">The answer, or the sizes.</param>
internal sealed record PlanBranch(PlanBranch? Parent, string Key)
{
    private readonly Dictionary<string, PlanBranch> _answers = new(StringComparer.Ordinal);

    /// <summary>What must be known next; null where the plan is.</summary>
    public PlanQuestion? Question { get; set; }

    /// <summary>The network for these sizes and answers, as it was read; null where it is not made yet.</summary>
    public Graph? Network { get; set; }

    /// <summary>The same, compiled.</summary>
    public Executable? Plan { get; set; }

    /// <summary>The way on after an answer.</summary>
    public PlanBranch After(Tensor answer)
    {
        // Equal bytes make equal text; the text holds nothing else.
        var key = Convert.ToBase64String(answer.Bytes()) + string.Join(',', answer.Dimensions.ToArray());
        if (!_answers.TryGetValue(key, out var next))
        {
            next = _answers[key] = new PlanBranch(this, key);
        }

        return next;
    }

    /// <summary>Frees the plan, and the questions on the way to it that lead nowhere else.</summary>
    /// <returns>The sizes, where nothing is left for them.</returns>
    public string? Prune()
    {
        Plan?.Dispose();
        Plan = null;
        if (_answers.Count > 0)
        {
            return null;
        }

        Question?.Dispose();
        Question = null;
        Parent?._answers.Remove(Key);
        return Parent is null ? Key : Parent.Prune();
    }
}
