namespace Decant.Engine.Devices;

/// <summary>
/// What every operator of one or several compiled graphs took, run after run. Graphs that are compiled with it report to it; it keeps
/// none of them alive, and its size depends on how many different graphs there are, not on how long they run.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class ExecutionProfile(TimeProvider clock)
{
    // A trace longer than this tells no one more, and viewers become slow.
    private const int MostEvents = 100_000;

    private readonly List<ProfileTrack> _tracks = [];
    private readonly long _begin = clock.GetTimestamp();
    private int _events;

    /// <summary>
    /// The graphs, in the order in which they were first compiled. Graphs of the same purpose, name and operators are one.
    /// </summary>
    public IReadOnlyList<ProfileTrack> Tracks => _tracks;

    /// <summary>What a graph reports to.</summary>
    /// <param name="purpose">What it is for; may be empty.</param>
    /// <param name="name">Its name.</param>
    /// <param name="operators">Operator and first output of every node, in order.</param>
    /// <param name="arenaBytes">Bytes of its arena.</param>
    internal ProfileTrack Add(string purpose, string name, IReadOnlyList<(string Operator, string Output)> operators, long arenaBytes)
    {
        var title = purpose.Length == 0 ? name : $"{purpose}: {name}";
        var track = _tracks.Find(known => known.IsOf(title, operators));
        if (track is null)
        {
            _tracks.Add(track = new ProfileTrack(title, operators, this));
        }

        track.ArenaBytes = Math.Max(track.ArenaBytes, arenaBytes);
        return track;
    }

    /// <summary>Ticks of the clock since the profile began.</summary>
    internal long Now => clock.GetTimestamp() - _begin;

    /// <summary>Ticks as time.</summary>
    internal TimeSpan Time(long ticks) => TimeSpan.FromSeconds((double)ticks / clock.TimestampFrequency);

    /// <summary>Whether one more run of an operator may be kept by itself.</summary>
    internal bool KeepsEvent() => _events < MostEvents && ++_events > 0;
}
