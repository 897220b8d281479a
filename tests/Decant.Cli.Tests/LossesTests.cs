using System.Text.Json;
using Decant.Losses;

namespace Decant.Cli.Tests;

public sealed class LossesTests
{
    [Fact]
    public void Every_loss_is_listed_with_its_formula_and_paper()
    {
        using var folder = new WorkFolder();

        var answer = DecantProcess.Run(folder.Path, "losses");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        Assert.Matches(
            @"\n  soft-targets +yes +0\.9 +T²·mean_N Σ_C p·\(ln p − ln q\)\n +Hinton, Vinyals, Dean 2015, arXiv:1503\.02531\n",
            answer.Results
        );
        Assert.All(DistillationLosses.All, loss => Assert.Matches($@"\n  {loss.Name} +(yes|no|–) +[0-9.]+ +\S", answer.Results));
    }

    [Fact]
    public void A_program_reads_an_array_with_every_statement()
    {
        using var folder = new WorkFolder();

        var answer = DecantProcess.Run(folder.Path, "losses", "--json");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        var losses = JsonDocument
            .Parse(answer.Results)
            .RootElement.EnumerateArray()
            .ToDictionary(loss => loss.GetProperty("name").GetString()!);
        Assert.Equal(DistillationLosses.All.Names.Order(), losses.Keys.Order());
        Assert.All(losses.Values, loss =>
            Assert.All(["meaning", "formula", "unit", "shapes", "group"], key => Assert.NotEmpty(loss.GetProperty(key).GetString()!))
        );
        var soft = losses["soft-targets"];
        Assert.True(soft.GetProperty("squaredTemperature").GetBoolean());
        Assert.Equal(
            (0.9, "answers", "nats per sample"),
            (soft.GetProperty("weight").GetDouble(), soft.GetProperty("group").GetString(), soft.GetProperty("unit").GetString())
        );
        Assert.Equal(["teacher"], soft.GetProperty("needs").EnumerateArray().Select(need => need.GetString()));
        Assert.Equal(JsonValueKind.Null, losses["hard-labels"].GetProperty("squaredTemperature").ValueKind);
        var temperature = soft.GetProperty("options")
            .EnumerateArray()
            .Single(option => option.GetProperty("key").GetString() == "temperature");
        Assert.Equal(
            ("above 0 and at most 1000", "4", false),
            (
                temperature.GetProperty("range").GetString(),
                temperature.GetProperty("default").GetString(),
                temperature.GetProperty("required").GetBoolean()
            )
        );
    }

    [Fact]
    public void One_loss_is_shown_with_its_options()
    {
        using var folder = new WorkFolder();

        var answer = DecantProcess.Run(folder.Path, "losses", "soft-targets");
        var json = DecantProcess.Run(folder.Path, "losses", "soft-targets", "--json");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        Assert.Matches(@"\n  T² +the factor applies\n", answer.Results);
        Assert.Matches(@"\n  published +0\.9 next to labels 0\.1", answer.Results);
        Assert.Matches(@"\n  reduction +Mean over the samples, or over samples times", answer.Results);
        Assert.Contains(
            "Takes batch or elements; default: batch.",
            string.Join(' ', answer.Results.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
        Assert.All(answer.Results.Split('\n'), line => Assert.InRange(line.Length, 0, 160));
        Assert.Equal("soft-targets", JsonDocument.Parse(json.Results).RootElement.GetProperty("name").GetString());
    }
}
