
namespace Decant.Engine.Execution;

/// <summary>What every operator of one or several compiled graphs took, run after run. Graphs that are compiled with it report to it.</summary>
/// <param name="clock">The clock.</param>
public sealed class ExecutionProfile(TimeProvider clock)
{
    // A trace longer than this tells nobody more.
    private const int MostEvents = 50_000;

    private readonly List<ProfileTrack> _tracks = [];
    private readonly long _begin = clock.GetTimestamp();

    /// <summary>The graphs, in the order in which they were compiled.</summary>
    public IReadOnlyList<ProfileTrack> Tracks => _tracks;

    internal ProfileTrack Add(string name, Step[] steps, long arenaBytes)
    {
        var track = new ProfileTrack(name, steps, arenaBytes, clock, _begin, MostEvents);
        _tracks.Add(track);
        return track;
    }
}
