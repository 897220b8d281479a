using Decant.Reporting;

namespace Decant.Tests.Reporting;

public class QuantityTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.00 kB")]
    [InlineData(474_530, "475 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.00 MB")]
    [InlineData(9_582_114, "9.58 MB")]
    [InlineData(12_345_678_901, "12.3 GB")]
    public void Bytes_have_three_digits_and_the_largest_fitting_unit(long bytes, string expected) =>
        Assert.Equal(expected, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(0.0000004, "0.40 µs")]
    [InlineData(0.000412, "412 µs")]
    [InlineData(0.00231, "2.31 ms")]
    [InlineData(1.5, "1.50 s")]
    public void Latencies_have_three_digits(double seconds, string expected) =>
        Assert.Equal(expected, Quantity.Latency(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(171.4, "2 min 51 s")]
    [InlineData(3840, "1 h 04 min")]
    [InlineData(90_000, "25 h 00 min")]
    [InlineData(475_200, "5.5 days")]
    public void Durations_have_two_units(double seconds, string expected) =>
        Assert.Equal(expected, Quantity.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(double.NaN, "–")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "−∞")]
    [InlineData(-1.5, "−1.50")]
    public void Numbers_that_are_none_have_their_signs(double number, string expected) =>
        Assert.Equal(expected, Quantity.Number(number, 2));

    [Theory]
    [InlineData("98.5 ± 0.1 %", "98.5 ± 0.1\u00A0%")]
    [InlineData("412 µs (655 µs)", "412\u00A0µs (655\u00A0µs)")]
    [InlineData("kept from an earlier run", "kept from an earlier run")]
    public void A_number_is_held_to_its_unit(string text, string expected) => Assert.Equal(expected, Quantity.Unbroken(text));
}
