using System.Globalization;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>A length in epochs (<c>5</c>, <c>5 epochs</c>) or steps (<c>500 steps</c>).</summary>
internal sealed class WarmupOption(string key, string meaning, Presence<Warmup> presence) : ScalarOption<Warmup>(key, meaning, presence)
{
    private const double Most = 1_000_000_000;

    public override string Kind => "epochs such as 5, or steps such as 500 steps";

    public override string Range => "at least 0; steps whole";

    internal override bool TryParse(string text, out Warmup value)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isRead = double.TryParse(words.FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount);
        value = new Warmup(amount, words is [_, "steps" or "step"]);
        return isRead && words is [_] or [_, "steps" or "step" or "epochs" or "epoch"];
    }

    internal override bool Accepts(Warmup value) =>
        value.Amount >= 0 && value.Amount <= Most && (!value.IsInSteps || double.IsInteger(value.Amount));

    internal override string Format(Warmup value) => value.ToString();
}
