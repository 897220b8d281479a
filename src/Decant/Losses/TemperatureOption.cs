using Decant.Options;

namespace Decant.Losses;

/// <summary>The temperature, stated once for every loss that has one.</summary>
internal static class TemperatureOption
{
    /// <summary>T, above 0 and at most 1000.</summary>
    public static Option<ScheduledNumber> Of(double byDefault) =>
        ScheduledNumberOption.Of(
            "temperature",
            byDefault,
            "Divides the logits of both before the softmax: the higher, the softer.",
            above: 0,
            atMost: 1000,
            mayBeLearnt: true,
            maySuggest: true
        );
}
