using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.SoftTargets.Store;

namespace Decant.Cli.Tests;

public sealed class WantedPortionTests
{
    [Theory]
    [InlineData("2/4", "", 2, 4)]
    [InlineData(null, "", 1, 1)]
    [InlineData(null, "SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_COUNT=4", 1, 4)]
    [InlineData(null, "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_COUNT=4", 4, 4)]
    [InlineData(null, "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=1", 4, 4)]
    [InlineData("/3", "JOB_COMPLETION_INDEX=2", 3, 3)]
    [InlineData("1/2", "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_COUNT=4", 1, 2)]
    public void The_part_is_what_was_written_or_what_the_cluster_says(string? shard, string variables, int place, int count) =>
        Assert.Equal(new StorePortion(place, count), WantedPortion.Of(shard, Terminal(variables)));

    [Theory]
    [InlineData("5/4", "", "expected i/n with i from 1 to n, such as 2/4, received '5/4'")]
    [InlineData("0/4", "", "received '0/4'")]
    [InlineData("a", "", "received 'a'")]
    [InlineData("/3", "", "JOB_COMPLETION_INDEX, which is not set")]
    [InlineData("/3", "JOB_COMPLETION_INDEX=3", "received '4/3'")]
    [InlineData(null, "SLURM_ARRAY_TASK_ID=x SLURM_ARRAY_TASK_COUNT=4", "SLURM_ARRAY_TASK_ID: expected a whole number")]
    public void What_is_no_part_is_refused(string? shard, string variables, string words) =>
        Assert.Contains(
            words,
            Assert.Throws<DecantException>(() => WantedPortion.Of(shard, Terminal(variables))).Message,
            StringComparison.Ordinal
        );

    private static Terminal Terminal(string variables)
    {
        var known = variables
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return new Terminal(TextWriter.Null, TextWriter.Null, false, false, null, name => known.GetValueOrDefault(name));
    }
}
