using System.Globalization;
using System.Text.RegularExpressions;

namespace Decant.Tables;

/// <summary>What comes first in a date such as 3/4/2024.</summary>
internal enum DateOrder
{
    /// <summary>The day: 3 April.</summary>
    DayFirst,

    /// <summary>The month: 4 March.</summary>
    MonthFirst,
}

/// <summary>
/// Dates in three forms, which a column may mix: year, month, day (2024-04-03, with or without a time); day, month, year with points
/// (3.4.2024); and with strokes (3/4/2024), where only other dates of the column tell day and month apart.
/// </summary>
internal static partial class TableDates
{
    /// <summary>Reads a date as days since 1970-01-01; a time is a part of a day.</summary>
    /// <param name="text">Without spaces around it.</param>
    /// <param name="order">What comes first between strokes.</param>
    /// <param name="days">The days.</param>
    public static bool TryRead(string text, DateOrder order, out double days)
    {
        days = 0;
        var form = Form().Match(text);
        if (!form.Success)
        {
            return false;
        }

        int Part(string name) =>
            form.Groups[name] is { Success: true } part ? int.Parse(part.Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var (year, month, day) = (Part("year"), Part("month"), Part("day"));
        if (form.Groups["first"].Success)
        {
            (day, month) = order == DateOrder.DayFirst ? (Part("first"), Part("second")) : (Part("second"), Part("first"));
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var time = new TimeSpan(Part("hour"), Part("minute"), Part("seconds"));
        days = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch + time).TotalDays;
        return time < TimeSpan.FromDays(1);
    }

    /// <summary>The orders in which every text is a date.</summary>
    public static IReadOnlyList<DateOrder> Orders(IEnumerable<string> texts)
    {
        string[] different = [.. texts.Distinct()];
        return [.. Enum.GetValues<DateOrder>().Where(order => Array.TrueForAll(different, text => TryRead(text, order, out _)))];
    }

    /// <summary>Whether day and month of a date could be exchanged: it is written with strokes.</summary>
    public static bool HasStrokes(string text) => Form().Match(text).Groups["first"].Success;

    [GeneratedRegex(
        @"^((?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})|(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})|(?<first>\d{1,2})/(?<second>\d{1,2})/(?<year>\d{4}))([T ](?<hour>\d{1,2}):(?<minute>\d{2})(:(?<seconds>\d{2})(\.\d+)?)?Z?)?$"
    )]
    private static partial Regex Form();
}
