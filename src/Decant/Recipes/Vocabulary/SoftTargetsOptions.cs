using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>Options of <c>soft-targets</c>.</summary>
internal static class SoftTargetsOptions
{
    public static readonly Option<double> Temperature = Option.Number("temperature", 4, "Divides the logits of both before the softmax: the higher, the softer.", above: 0, atMost: 1000);
    public static readonly Option<LossReduction> Reduction = Option.Choice<LossReduction>("reduction", LossReduction.Batch, "Mean over the samples, or over samples times classes.");
    public static readonly Option<bool> TemperatureSquared = Option.Switch("temperature-squared", true, "Whether the loss is multiplied by the square of the temperature, which keeps its gradient's size.");
}
