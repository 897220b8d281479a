using System.Globalization;
using Decant.Runs;

namespace Decant.Evidence;

/// <summary>Gaps between groups in words.</summary>
internal static class SliceText
{
    /// <summary>How far the groups of a column are apart, and whether the student changed that.</summary>
    public static string Of(SliceResult slice)
    {
        if (slice.StudentGap is not { } student)
        {
            return $"{slice.Column}: fewer than two groups have {GroupResult.FewestSamples} test samples, so there is no gap to judge.";
        }

        var (best, worst) = (Student(slice, student.Best), Student(slice, student.Worst));
        return $"{slice.Column}: the student is right on {Percent(best)} of {student.Best} and {Percent(worst)} of {student.Worst}, a gap of "
            + $"{Points(student.Size.Value)} points (95 % interval {Ends(student.Size)}"
            + $"{(student.IsClear ? "" : ": chance explains it")}). {Teacher(slice)}".TrimEnd();
    }

    /// <summary>What a user must know of a gap that became larger; null where none did.</summary>
    public static string? Warning(SliceResult slice) =>
        slice.IsWidened
            ? $"the student treats the groups of {slice.Column} less alike than its teacher does. {Of(slice)} Take a larger student, or "
                + "more samples of the group that loses."
            : null;

    /// <summary>A share and its interval, such as <c>91.2 % (89.0 to 93.1)</c>.</summary>
    public static string Share(Estimate share) => $"{Percent(share.Value)} ({Ends(share)})";

    /// <summary>A difference in points and its interval, such as <c>+0.4 (−0.2 to 1.0)</c>.</summary>
    public static string Difference(Estimate difference) =>
        Signed(difference.Value) + (difference.Low is null ? "" : $" ({Ends(difference)})");

    private static string Teacher(SliceResult slice)
    {
        if (slice is not { TeacherGap: { } teacher, GapChange: { } change })
        {
            return "";
        }

        var gap = $"The teacher's gap is {Points(teacher.Size.Value)} points ({teacher.Best} over {teacher.Worst})";
        return change switch
        {
            { Low: > 0 } => $"{gap}; the student widened it by {Points(change.Value)} points (95 % interval {Ends(change)}).",
            { High: < 0 } => $"{gap}; the student narrowed it by {Points(-change.Value)} points "
                + $"(95 % interval {Points(-change.High!.Value)} to {Points(-change.Low!.Value)}).",
            _ => $"{gap}; the test samples do not show that the student changed it ({Signed(change.Value)} points, 95 % interval "
                + $"{Ends(change)}).",
        };
    }

    private static double Student(SliceResult slice, string group) => slice.Groups.First(one => one.Name == group).Student.Value;

    private static string Percent(double share) => $"{Points(share)} %";

    private static string Ends(Estimate estimate) =>
        estimate is { Low: { } low, High: { } high } ? $"{Points(low)} to {Points(high)}" : "not known";

    private static string Signed(double value) => (value > 0 ? "+" : "") + Points(value);

    // What rounds to nothing has no sign.
    private static string Points(double value) => (100 * value).ToString("0.0;−0.0;0.0", CultureInfo.InvariantCulture);
}
