using Decant.Reporting.Charts;

namespace Decant.Tests.Reporting.Charts;

public class TicksTests
{
    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(94.7, 98.9, 6, "95 96 97 98")]
    [InlineData(0, 2.6, 6, "0.0 0.5 1.0 1.5 2.0 2.5")]
    [InlineData(-1, 1, 4, "−1.0 −0.5 0.0 0.5 1.0")]
    [InlineData(0, 25_000, 5, "0 5000 10000 15000 20000 25000")]
    [InlineData(0.0001, 0.0003, 4, "0.00010 0.00015 0.00020 0.00025 0.00030")]
    public void Steps_are_1_2_or_5_times_a_power_of_ten(double low, double high, int about, string expected)
    {
        Assert.Equal(expected, Text(new Ticks(low, high, about)));
    }

    [Fact]
    public void Epochs_have_no_halves() => Assert.Equal("1 2 3", Text(new Ticks(1, 3, 8, whole: true)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0.987)]
    [InlineData(-40)]
    public void An_empty_range_gets_room_around_its_value(double value)
    {
        var ticks = new Ticks(value, value, 6);

        Assert.True(ticks.Low < value && value < ticks.High);
        Assert.InRange(ticks.Values.Count, 2, 12);
    }

    private static string Text(Ticks ticks) => string.Join(' ', ticks.Values.Select(ticks.Text));
}
