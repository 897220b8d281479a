using System.Text.Json;

namespace Decant.Tests.Pipeline;

public sealed class RunCostsInRunTests
{
    [Fact]
    public void A_run_times_teacher_and_student_and_says_what_they_cost_by_the_recipe_s_rates()
    {
        using var run = new SmallRun("training.epochs=1", "compare.arms=[]", "costs={ watts: 20, currency: CHF }");
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Outcome.Folder, "summary.json")));

        foreach (var name in new[] { "teacher", "student" })
        {
            var model = summary.RootElement.GetProperty(name);
            Assert.Equal([1, 64], model.GetProperty("latency").EnumerateArray().Select(latency => latency.GetProperty("batch").GetInt32()));
            Assert.All(model.GetProperty("latency").EnumerateArray(), latency =>
            {
                double[] times =
                [
                    .. new[] { "fastestSeconds", "medianSeconds", "percentile95Seconds", "percentile99Seconds" }.Select(field =>
                        latency.GetProperty(field).GetDouble()
                    ),
                ];
                Assert.True(times[0] > 0);
                // The fastest are of all rounds, the percentiles of one.
                Assert.Equal(times.Order(), times);
            });
            // Weights of the file, and more.
            Assert.True(
                model.GetProperty("latency")[1].GetProperty("memoryBytes").GetInt64() > 4 * model.GetProperty("parameters").GetInt64()
            );
            Assert.True(model.GetProperty("energy").GetProperty("joulesPerAnswer").GetDouble() > 0);
        }

        var costs = summary.RootElement.GetProperty("costs");
        Assert.Equal(20, costs.GetProperty("stated").GetProperty("watts").GetDouble());
        Assert.Equal("CHF", costs.GetProperty("stated").GetProperty("currency").GetString());
        Assert.Equal(
            costs.GetProperty("makingSeconds").GetDouble() * 20 / 3.6e6,
            costs.GetProperty("making").GetProperty("kilowattHours").GetDouble(),
            12
        );
        Assert.Contains("What it costs", File.ReadAllText(Path.Combine(run.Outcome.Folder, "report.html")), StringComparison.Ordinal);
    }
}
