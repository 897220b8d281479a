using System.Globalization;

namespace Decant.Recipes;

/// <summary>How long the learning rate rises from 0 at the beginning.</summary>
/// <param name="Amount">Epochs or steps; 0 for not at all.</param>
/// <param name="IsInSteps">Whether <paramref name="Amount"/> counts steps (optimizer updates) and not epochs.</param>
public readonly record struct Warmup(double Amount, bool IsInSteps)
{
    /// <summary>Warm-up steps in a training with so many steps per epoch.</summary>
    public int Steps(int stepsPerEpoch) => (int)Math.Round(IsInSteps ? Amount : Amount * stepsPerEpoch);

    /// <summary>As in a recipe: <c>5 epochs</c>, <c>500 steps</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {(IsInSteps ? "steps" : "epochs")}");
}
