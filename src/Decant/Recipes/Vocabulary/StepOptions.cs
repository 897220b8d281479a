using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>Options of <c>step</c>.</summary>
internal static class StepOptions
{
    public static readonly Option<ValueList<double>> Milestones = Option.Numbers("milestones", [0.5, 0.75], "When the learning rate falls, as shares of the whole training.", above: 0, below: 1, unit: "share");
    public static readonly Option<double> Decay = Option.Number("decay", 0.1, "Factor on the learning rate at each milestone.", above: 0, atMost: 1, unit: "factor");
}
