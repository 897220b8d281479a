using System.Globalization;

namespace Decant.Reporting;

/// <summary>Numbers with their units, as people read them; the invariant culture everywhere.</summary>
internal static class Quantity
{
    /// <summary>What is written where a number is missing.</summary>
    public const string None = "–";

    private const double LeastMoney = 1e-6;

    private static readonly (double Size, string Unit)[] ByteUnits = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1, "B")];

    private static readonly (double Size, string Unit)[] FlopUnits =
    [
        (1e12, "TFLOP"),
        (1e9, "GFLOP"),
        (1e6, "MFLOP"),
        (1e3, "kFLOP"),
        (1, "FLOP"),
    ];

    private static readonly (double Size, string Unit)[] EnergyUnits = [(1e3, "MWh"), (1, "kWh"), (1e-3, "Wh"), (1e-6, "mWh")];

    private static readonly (double Size, string Unit)[] MassUnits = [(1e6, "t"), (1e3, "kg"), (1, "g"), (1e-3, "mg")];

    private static readonly (double Size, string Unit)[] TimeUnits = [(1, "s"), (1e-3, "ms"), (1e-6, "µs")];

    /// <summary>A whole number with its thousands: <c>2,395,210</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Decimal units: <c>9.58 MB</c>.</summary>
    public static string Bytes(long bytes) => Scaled(bytes, ByteUnits);

    /// <summary>Floating-point operations: <c>4.79 MFLOP</c>.</summary>
    public static string Flops(long flops) => Scaled(flops, FlopUnits);

    /// <summary>Energy in kilowatt hours: <c>12.3 Wh</c>.</summary>
    public static string Energy(double kilowattHours) => Scaled(kilowattHours, EnergyUnits);

    /// <summary>A mass in grams: <c>1.20 kg</c>.</summary>
    public static string Grams(double grams) => Scaled(grams, MassUnits);

    /// <summary>Money with three digits that count: <c>0.00123 EUR</c>, <c>12.3 EUR</c>.</summary>
    public static string Money(double money, string currency) =>
        money is > 0 and < LeastMoney
            ? $"under {LeastMoney.ToString("0.######", CultureInfo.InvariantCulture)} {currency}"
            : $"{(money is 0 or >= 1 ? ThreeDigits(money) : money.ToString($"F{2 - (int)Math.Floor(Math.Log10(money))}", CultureInfo.InvariantCulture))} {currency}";

    /// <summary>About how many: two digits that count, with thousands: <c>1,200,000</c>.</summary>
    public static string About(double count)
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(count, 1))) - 1));
        return (Math.Ceiling(count / step) * step).ToString("N0", CultureInfo.InvariantCulture);
    }

    /// <summary>A latency: <c>412 µs</c>.</summary>
    public static string Latency(TimeSpan time) => Scaled(time.TotalSeconds, TimeUnits);

    /// <summary>How long something took: <c>3.2 s</c>, <c>2 min 51 s</c>, <c>1 h 04 min</c>, <c>5.5 days</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        var seconds = (long)Math.Round(time.TotalSeconds);
        return time.TotalSeconds switch
        {
            < 10 => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
            < 59.5 => $"{seconds} s",
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60:00} s"),
            >= 172_800 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.#} days"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600} h {seconds % 3600 / 60:00} min"),
        };
    }

    /// <summary>A moment in universal time, to the minute: <c>2026-03-01 09:30 UTC</c>.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>A share in per cent: <c>99.1 %</c>.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A number with some decimals, a missing or infinite one as its sign.</summary>
    public static string Number(double number, int decimals) =>
        double.IsNaN(number) ? None
        : double.IsInfinity(number)
            ? number > 0 ? "∞"
                : "−∞"
        : number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>The same text with every number held to its unit by a no-break space, for narrow columns.</summary>
    public static string Unbroken(string text)
    {
        var letters = text.ToCharArray();
        for (var i = 1; i < letters.Length - 1; i++)
        {
            if (letters[i] == ' ' && char.IsAsciiDigit(letters[i - 1]) && (letters[i + 1] == '%' || char.IsLetter(letters[i + 1])))
            {
                letters[i] = '\u00A0';
            }
        }

        return new string(letters);
    }

    // Three significant digits in the largest unit of which there is at least one.
    private static string Scaled(double value, ReadOnlySpan<(double Size, string Unit)> units)
    {
        foreach (var (size, unit) in units)
        {
            // The margin takes what would round to the next unit: 999.96 kB is 1 MB.
            if (value >= size * 0.9995)
            {
                return $"{ThreeDigits(value / size)} {unit}";
            }
        }

        return $"{ThreeDigits(value / units[^1].Size)} {units[^1].Unit}";
    }

    private static string ThreeDigits(double value)
    {
        var format = value switch
        {
            0 => "0",
            < 9.995 => "0.00",
            < 99.95 => "0.0",
            _ => "0",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
