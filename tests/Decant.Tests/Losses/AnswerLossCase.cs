using Decant.Losses;

namespace Decant.Tests.Losses;

/// <summary>A loss on answers with options, and what is known of it.</summary>
/// <param name="Name">The loss, then what is special; the same as in <c>PyTorch/answer_losses.py</c>.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Golden">Its value on the golden inputs, computed by a program of its own; null where only PyTorch was asked.</param>
/// <param name="Traits">What holds for all logits.</param>
internal sealed record AnswerLossCase(string Name, DistillationLoss Loss, double? Golden, LossTraits Traits)
{
    /// <summary>The golden inputs, with a teacher of other classes where the case has one.</summary>
    public double[,] Teacher { get; init; } = GoldenInputs.Teacher;

    /// <summary>The golden inputs of this case.</summary>
    public Dictionary<string, LossArray> Inputs => new(GoldenInputs.Logits) { ["teacher"] = Teacher };

    /// <summary>Whether something holds for this case.</summary>
    public bool Has(LossTraits traits) => (Traits & traits) == traits;
}
