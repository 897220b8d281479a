using System.Globalization;
using Decant.Reporting;
using Decant.Runs;
using Decant.Tests.Runs;

namespace Decant.Tests.Reporting;

/// <summary>
/// The program runs without the system's culture data, so the cultures are built here: what matters of each is how it
/// writes numbers, dates and the letter i.
/// </summary>
public class CultureTests
{
    [Theory]
    [InlineData("de-DE", ",", ".", "-", "yyyy'.'MM")]
    [InlineData("ar-SA", "٫", "٬", "\u061C-", "dd'هـ'")]
    [InlineData("tr-TR", ",", ".", "-", "dd.MM")]
    [InlineData("sv-SE", ",", "\u00A0", "−", "yyyy-MM")]
    public void Every_file_is_the_same_in_every_culture(string name, string point, string group, string minus, string date)
    {
        var run = SampleRun.OfDigits(2);
        var expected = Files(run);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Culture(point, group, minus, date);
            Assert.NotEqual("-1,234.5", (-1234.5).ToString("N1"));
            Assert.True(expected.SequenceEqual(Files(run)), $"a file differs under {name}");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string[] Files(Run run) =>
        [
            SummaryJson.Of(run),
            HtmlReport.Of(run),
            MarkdownSummary.Of(run),
            EnvironmentJson.Of(run.Environment),
            EpochJson.Of(run.Arms[1].Seeds[0].Epochs[0]),
            EvaluationJson.Of(run.Arms[1].Seeds[0].Test, run.Data.Classes),
        ];

    private static CultureInfo Culture(string point, string group, string minus, string date)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var numbers = culture.NumberFormat;
        (numbers.NumberDecimalSeparator, numbers.PercentDecimalSeparator, numbers.CurrencyDecimalSeparator) = (point, point, point);
        (numbers.NumberGroupSeparator, numbers.PercentGroupSeparator, numbers.CurrencyGroupSeparator) = (group, group, group);
        (numbers.NegativeSign, numbers.PositiveSign, numbers.NaNSymbol, numbers.PositiveInfinitySymbol) = (
            minus,
            "plus",
            "ناعدد",
            "unendlich"
        );
        (
            culture.DateTimeFormat.ShortDatePattern,
            culture.DateTimeFormat.LongDatePattern,
            culture.DateTimeFormat.DateSeparator,
            culture.DateTimeFormat.TimeSeparator
        ) = (date, date, ".", ".");
        return culture;
    }
}
