using System.Globalization;
using System.Numerics;

namespace Decant.Options;

/// <summary>A number, whole or not, within bounds.</summary>
/// <typeparam name="T">The kind of number.</typeparam>
internal sealed class NumberOption<T> : ScalarOption<T>
    where T : struct, INumber<T>, IMinMaxValue<T>
{
    private readonly Bounds<T> _bounds;
    private readonly NumberRule<T>? _rule;

    public NumberOption(string key, string meaning, Presence<T> presence, Bounds<T> bounds, NumberRule<T>? rule = null)
        : base(key, meaning, presence)
    {
        _bounds = bounds;
        _rule = rule;
    }

    public override string Kind => IsWhole ? "a whole number" : "a number";

    public override string Range =>
        _rule is null ? _bounds.Words
        : _bounds.Words.Length == 0 ? _rule.Words
        : $"{_bounds.Words}, {_rule.Words}";

    private static bool IsWhole => typeof(T) != typeof(double);

    internal override bool TryParse(string text, out T value) =>
        T.TryParse(text, IsWhole ? NumberStyles.AllowLeadingSign : NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    internal override bool Accepts(T value) => T.IsFinite(value) && _bounds.Contain(value) && (_rule is null || _rule.Holds(value));

    // The shortest text that reads back to the same number: 1E-08 as 1e-8.
    internal override string Format(T value) =>
        value.ToString(null, CultureInfo.InvariantCulture).Split('E') is [var digits, var exponent]
            ? $"{digits}e{int.Parse(exponent, CultureInfo.InvariantCulture)}"
            : value.ToString(null, CultureInfo.InvariantCulture);

    private protected override (string Message, string Remedy) Refusal(WrittenScalar given)
    {
        var withPoint = given.Text.Replace(',', '.');
        return withPoint != given.Text && TryParse(withPoint, out var meant) && Accepts(meant)
            ? (Expectation(given), $"Write the decimal point as '.': {withPoint}.")
            : base.Refusal(given);
    }
}
