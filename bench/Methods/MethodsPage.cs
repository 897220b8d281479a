using System.Globalization;
using System.Text;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Methods.Bench;

/// <summary>The table of all methods as Markdown.</summary>
internal static class MethodsPage
{
    /// <summary>The content of docs/methods.md.</summary>
    /// <param name="rows">What every method gave.</param>
    /// <param name="teacher">The common teacher.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="machine">Where it ran.</param>
    /// <param name="reading">What a person makes of it, as Markdown.</param>
    public static string Of(IReadOnlyList<MethodResult> rows, SeedResult? teacher, TimeSpan duration, string machine, string reading)
    {
        var text = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                # Methods: what each loss and scheme does on the built-in digits

                Made by `dotnet run -c Release --project bench/Methods` in {duration.TotalMinutes:0} minutes ({machine}). Every row is the mean of three seeds ± its standard
                deviation on 4,000 test images. `gain` is the difference to the same student from the same weights and batches trained on labels alone (`alone`), in points or in the
                result's unit, with its 95 % interval over paired seeds; `agreement` is the share of test images on which student and teacher answer alike; seconds are those of one training.
                The common recipe is `bench/Methods/base.yaml`, what a method changes is in `bench/Methods/AllMethods.cs`. Nothing was tuned for a
                method: default weights, one learning rate, twelve epochs; so a row says how a method does out of the box on a small task, not what it can reach.


                """
            )
        );
        if (teacher is not null)
        {
            text.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The teacher ({teacher.Model.Architecture}, {teacher.Model.Parameters} parameters): "
                        + $"{100 * teacher.Test.Metric("accuracy"):0.00} %.\n\n"
                )
            );
        }

        foreach (var group in rows.GroupBy(row => row.Method.Group))
        {
            text.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"## {group.Key}\n\n| method | result | teacher | alone | gain (95 % interval) | agreement | "
                        + $"seconds |\n|---|---|---|---|---|---|---|\n"
                )
            );
            foreach (var row in group)
            {
                text.Append(Line(row)).Append('\n');
            }

            text.Append('\n');
        }

        return text.Append(reading).ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>One row of the table.</summary>
    public static string Line(MethodResult row)
    {
        if (row.Run is not { } run)
        {
            return $"| {row.Method.Name} | "
                + $"{(row.Failure is { } failure ? $"failed: {failure.ReplaceLineEndings(" ")}" : $"not run: {row.Method.Absence}")} | | | | |";
        }

        var distilled = run.Arm(ArmNames.Distilled)!.Seeds;
        var agreement = distilled[0].Test.Metric("agreement") is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{100 * distilled.Average(seed => seed.Test.Metric("agreement")!.Value):0.0} %");
        var gain = "";
        if (row.Scratch is { } scratch)
        {
            var sign = run.Metric.HigherIsBetter ? 1 : -1;
            var gains = new SeedStatistics([.. distilled.Zip(scratch.Seeds, (with, without) => sign * (Of(run, with) - Of(run, without)))]);
            gain = gains.Interval is { } interval
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Shown(run, gains.Mean)} ({Shown(run, interval.Low)} to {Shown(run, interval.High)})"
                )
                : Shown(run, gains.Mean);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {row.Method.Name} | {Level(run, distilled)} | "
                + $"{(run.Arm(ArmNames.Teacher) is { } teacher ? Level(run, teacher.Seeds) : "")} | "
                + $"{(row.Scratch is null ? "" : Level(run, row.Scratch.Seeds))} | {gain} | {agreement} | "
                + $"{distilled.Average(seed => seed.Duration.TotalSeconds):0.0} |"
        );
    }

    private static double Of(Run run, SeedResult seed) => seed.Test.Metric(run.Metric.Name)!.Value;

    private static string Level(Run run, IReadOnlyList<SeedResult> seeds)
    {
        var statistics = new SeedStatistics([.. seeds.Select(seed => Of(run, seed))]);
        var isShare = run.Metric.Unit == "fraction";
        var scale = isShare ? 100 : 1;
        var spread = seeds.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" ± {scale * statistics.StandardDeviation:0.00}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{scale * statistics.Mean:0.00}{spread}{(isShare ? " %" : $" {run.Metric.Unit} ({run.Metric.Name})")}"
        );
    }

    private static string Shown(Run run, double difference) =>
        ((run.Metric.Unit == "fraction" ? 100 : 1) * difference).ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);
}
