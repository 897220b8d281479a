using Decant.Engine.Devices;

namespace Decant.Engine.Tests.Execution;

public sealed class ExecutionProfileTests
{
    private static readonly (string, string)[] s_operators = [("MatMul", "y"), ("Relu", "z")];

    [Fact]
    public void Graphs_of_the_same_purpose_name_and_operators_are_one()
    {
        var profile = new ExecutionProfile(TimeProvider.System);

        var first = profile.Add("validation", "net", s_operators, 10);

        Assert.Same(first, profile.Add("validation", "net", s_operators, 20));
        Assert.Equal(20, first.ArenaBytes);
        Assert.NotSame(first, profile.Add("test", "net", s_operators, 10));
        Assert.NotSame(first, profile.Add("validation", "net", [("MatMul", "y")], 10));
        Assert.Equal(["validation: net", "test: net", "validation: net"], profile.Tracks.Select(track => track.Name));
    }

    [Fact]
    public void A_long_run_is_counted_whole_and_its_first_events_are_kept()
    {
        var profile = new ExecutionProfile(TimeProvider.System);
        var track = profile.Add("", "net", s_operators, 0);

        for (var i = 0; i < 50_000; i++)
        {
            track.Record(i % 2, track.Now, new StepCost(3, 5));
        }

        Assert.Equal([25_000, 25_000], track.Entries.Select(entry => entry.Runs));
        Assert.Equal([(75_000.0, 125_000.0), (75_000.0, 125_000.0)], track.Entries.Select(entry => (entry.Flops, entry.Bytes)));
        Assert.Equal(10_000, track.Events.Count);
    }
}
