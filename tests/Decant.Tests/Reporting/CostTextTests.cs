using Decant.Reporting;
using Decant.Runs;
using Decant.Tests.Runs;

namespace Decant.Tests.Reporting;

public sealed class CostTextTests
{
    [Fact]
    public void An_estimate_is_called_one_and_a_measurement_too()
    {
        var run = SampleRun.OfDigits(1);

        Assert.Contains("(estimated)", CostText.Answers(run), StringComparison.Ordinal);
        Assert.Contains("Energy of answers is an estimate", HtmlReport.Of(run), StringComparison.Ordinal);
        var counted = Counted(run);
        Assert.Contains("(measured by the processor’s counter)", CostText.Answers(counted), StringComparison.Ordinal);
        Assert.DoesNotContain("Energy of answers is an estimate", HtmlReport.Of(counted), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_assumed_is_stated() =>
        Assert.Equal(
            "Stated, not measured: 65 W while all 2 cores are busy, 0.3 EUR and 400 g of CO₂ for each kWh.",
            CostText.Assumptions(SampleRun.OfDigits(1))
        );

    [Fact]
    public void A_million_answers_are_told_in_a_sentence() =>
        // 13.5 s · 65 W = 877.5 J; a million answers save 3420 J.
        Assert.Equal(
            "A million answers of the student take 50.0 mWh, of the teacher 1.00 Wh (estimated). "
                + "Next to asking the teacher, making the student has paid after about 260,000 answers.",
            CostText.Answers(SampleRun.OfDigits(1))
        );

    [Theory]
    [InlineData(0, "0 EUR")]
    [InlineData(1e-9, "under 0.000001 EUR")]
    [InlineData(0.001234, "0.00123 EUR")]
    [InlineData(0.5, "0.500 EUR")]
    [InlineData(12.34, "12.3 EUR")]
    [InlineData(1234, "1234 EUR")]
    public void Money_has_three_digits(double money, string text) => Assert.Equal(text, Quantity.Money(money, "EUR"));

    [Theory]
    [InlineData(7.2, "8")]
    [InlineData(256_579, "260,000")]
    [InlineData(1_210_000, "1,300,000")]
    public void Answers_are_told_about_and_never_too_few(double count, string text) => Assert.Equal(text, Quantity.About(count));

    private static Run Counted(Run run) =>
        run with
        {
            Arms =
            [
                .. run.Arms.Select(arm =>
                    arm with
                    {
                        Seeds =
                        [
                            .. arm.Seeds.Select(seed =>
                                seed with
                                {
                                    Model = seed.Model with { Energy = seed.Model.Energy! with { Source = EnergySource.Counter } },
                                }
                            ),
                        ],
                    }
                ),
            ],
        };
}
