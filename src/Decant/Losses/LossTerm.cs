using Decant.Options;

namespace Decant.Losses;

/// <summary>One term of the sum that a student minimises.</summary>
/// <param name="Name">Its name in logs and reports, unique in the sum.</param>
/// <param name="Loss">The formula.</param>
/// <param name="Weight">Its factor, 0 or more.</param>
/// <param name="Options">The formula's options.</param>
public sealed record LossTerm(string Name, DistillationLoss Loss, ScheduledNumber Weight, OptionValues Options);
