using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// A number, <c>auto</c> where the teacher's answers can decide it, or its course: <c>{ from: 8, to: 2, schedule: linear, over: 0.5 }</c>.
/// </summary>
internal sealed class ScheduledNumberOption : Option<ScheduledNumber>
{
    private const string Auto = "auto";

    private static readonly Option<NumberSchedule> s_schedule = Option.Choice<NumberSchedule>(
        "schedule",
        NumberSchedule.Linear,
        "The way from one to the other."
    );
    private static readonly Option<double> s_over = Option.Number(
        "over",
        null,
        "Share of the training after which it ends.",
        above: 0,
        atMost: 1,
        unit: "share",
        unset: ""
    );

    private readonly Option<double> _from;
    private readonly Option<double> _to;
    private readonly OptionSet _course;
    private readonly bool _mayBeLearnt;
    private readonly bool _maySuggest;
    private readonly ScheduledNumber _usual;

    /// <param name="number">The number where it stays: its key, meaning and bounds.</param>
    /// <param name="byDefault">The number, or its course, where none is given.</param>
    /// <param name="from">The same, called <c>from</c>.</param>
    /// <param name="to">The same, called <c>to</c>.</param>
    /// <param name="mayBeLearnt">Whether the schedule may be <c>curriculum</c>.</param>
    /// <param name="maySuggest">Whether it may be <c>auto</c>.</param>
    private ScheduledNumberOption(
        NumberOption<double> number,
        ScheduledNumber byDefault,
        Option<double> from,
        Option<double> to,
        bool mayBeLearnt,
        bool maySuggest
    )
        : base(number.Key, number.Meaning, Presence<ScheduledNumber>.By(byDefault))
    {
        (Plain, _from, _to, _mayBeLearnt, _maySuggest, _usual) = (number, from, to, mayBeLearnt, maySuggest, byDefault);
        _course = OptionSet.Of(_from, _to, s_schedule, s_over);
    }

    public override string Kind =>
        _maySuggest ? "a number, auto, or { from, to, schedule, over }" : "a number or { from, to, schedule, over }";

    public override string Range => Plain.Range;

    private NumberOption<double> Plain { get; }

    /// <summary>An option of a number that may change.</summary>
    public static Option<ScheduledNumber> Of(
        string key,
        ScheduledNumber byDefault,
        string meaning,
        double? atLeast = null,
        double? above = null,
        double? atMost = null,
        string unit = "",
        bool mayBeLearnt = false,
        bool maySuggest = false
    )
    {
        return new ScheduledNumberOption(
            (NumberOption<double>)Named(key, byDefault.To),
            byDefault,
            Named("from", null),
            Named("to", null),
            mayBeLearnt,
            maySuggest
        )
        {
            Unit = unit,
        };

        Option<double> Named(string name, double? value) => Option.Number(name, value, meaning, atLeast, above, atMost);
    }

    internal override bool Accepts(ScheduledNumber value) =>
        Plain.Accepts(value.From) && Plain.Accepts(value.To) && value.Over is > 0 and <= 1 && (_mayBeLearnt || !value.IsLearnt);

    internal override bool TryReadValue(WrittenNode node, OptionReading reading, out ScheduledNumber value)
    {
        value = default;
        if (_maySuggest && node is WrittenScalar { Text: Auto, IsQuoted: false })
        {
            value = _usual with { IsSuggested = true };
            return true;
        }

        if (node is not WrittenMap map)
        {
            var isRead = Plain.TryReadValue(node, reading, out var number);
            value = number;
            return isRead;
        }

        var before = reading.Problems.Count;
        var course = _course.Read(map, reading);
        if (reading.Problems.Count > before)
        {
            return false;
        }

        var schedule = course.Get(s_schedule);
        value = new ScheduledNumber(
            course.Get(_from),
            course.Get(_to),
            schedule,
            course.FindNumber(s_over) ?? (schedule == NumberSchedule.WarmUp ? 0.1 : 1)
        );
        if (value.IsLearnt && !_mayBeLearnt)
        {
            reading.Report(
                node.Place,
                $"expected a schedule for '{Key}', and 'curriculum' is for temperatures",
                "Choose constant, linear, cosine or warm-up."
            );
            return false;
        }

        return true;
    }

    internal override WrittenNode WriteValue(ScheduledNumber value) =>
        value.IsSuggested ? new WrittenScalar(Auto, default)
        : value.IsConstant ? Plain.WriteValue(value.To)
        : _course.Write(
            OptionValues.Empty.With(_from, value.From).With(_to, value.To).With(s_schedule, value.Schedule).With(s_over, value.Over)
        );
}
