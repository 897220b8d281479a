using System.Text.Json;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>An item of <c>arms</c> in <c>summary.json</c>: what an arm gave over its seeds.</summary>
internal static class ArmJson
{
    public static void Write(Utf8JsonWriter json, ArmResult arm)
    {
        json.WriteStartObject();
        json.WriteString("name", arm.Name);
        json.WriteStartArray("seeds");
        foreach (var seed in arm.Seeds)
        {
            json.WriteNumberValue(seed.Seed);
        }

        json.WriteEndArray();
        json.WriteStartObject("test");
        foreach (var (metric, statistics) in Test(arm))
        {
            json.WriteStartObject(metric);
            json.WriteStatistics(statistics);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("chosenEpochs");
        foreach (var seed in arm.Seeds)
        {
            if (seed.ChosenEpoch is { } epoch)
            {
                json.WriteNumberValue(epoch);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
        json.WriteStrings("stopReasons", arm.Seeds.Select(seed => seed.StopReason));
        json.WriteEndObject();
    }

    /// <summary>Every metric of the test split over the seeds.</summary>
    public static IEnumerable<(string Metric, SeedStatistics Statistics)> Test(ArmResult arm) =>
        arm.Seeds[0]
            .Test.Metrics.Select(metric =>
                (metric.Name, new SeedStatistics([.. arm.Seeds.Select(seed => seed.Test.Metric(metric.Name) ?? double.NaN)]))
            );
}
