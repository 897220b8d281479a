using Decant.Losses;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>One term of the sum that the student minimises.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Values">Its options.</param>
public sealed record LossSettings(DistillationLoss Loss, OptionValues Values)
{
    /// <summary>The term's name in logs and reports; no two terms share it.</summary>
    public string Name => Values.Find(DistillationLoss.TermName) ?? Loss.Name;

    /// <summary>Factor of the term in the sum; 0 or more.</summary>
    public ScheduledNumber Weight => Values.Get(Loss.Weight);
}
