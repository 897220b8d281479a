namespace Decant.Engine.Devices;

/// <summary>What the operators of one compiled graph took.</summary>
internal sealed class ProfileTrack
{
    // So that a long training leaves room for the graphs that come after it.
    private const int MostEvents = 10_000;

    private readonly ExecutionProfile _profile;
    private readonly (string Operator, string Output)[] _operators;
    private readonly long[] _ticks;
    private readonly long[] _fastest;
    private readonly int[] _runs;
    private readonly double[] _flops;
    private readonly double[] _bytes;
    private readonly List<ProfileEvent> _events = [];

    internal ProfileTrack(string name, IReadOnlyList<(string Operator, string Output)> operators, ExecutionProfile profile)
    {
        (Name, _operators, _profile) = (name, [.. operators], profile);
        var count = _operators.Length;
        (_ticks, _fastest, _runs, _flops, _bytes) = (
            new long[count],
            new long[count],
            new int[count],
            new double[count],
            new double[count]
        );
    }

    /// <summary>What the graph was for, and its name.</summary>
    public string Name { get; }

    /// <summary>Bytes of its arena.</summary>
    public long ArenaBytes { get; internal set; }

    /// <summary>What all its operators took together.</summary>
    public TimeSpan Time => _profile.Time(_ticks.Sum());

    /// <summary>Every operator that ran, in the order of the graph.</summary>
    public IEnumerable<ProfileEntry> Entries =>
        _operators
            .Select(
                (one, i) =>
                    new ProfileEntry(
                        one.Operator,
                        one.Output,
                        _runs[i],
                        _profile.Time(_ticks[i]),
                        _profile.Time(_fastest[i]),
                        _flops[i],
                        _bytes[i]
                    )
            )
            .Where(entry => entry.Runs > 0);

    /// <summary>The first runs of operators, one by one.</summary>
    public IReadOnlyList<ProfileEvent> Events => _events;

    /// <summary>The time, to begin a measurement with.</summary>
    internal long Now => _profile.Now;

    /// <summary>Whether it is the track of such a graph.</summary>
    internal bool IsOf(string name, IReadOnlyList<(string Operator, string Output)> operators) =>
        Name == name && _operators.SequenceEqual(operators);

    /// <summary>Counts one run of an operator that has just ended.</summary>
    /// <param name="index">Its place in the graph.</param>
    /// <param name="start">When it began, by <see cref="Now"/>.</param>
    /// <param name="cost">What it computed and moved.</param>
    internal void Record(int index, long start, StepCost cost)
    {
        var ticks = _profile.Now - start;
        _ticks[index] += ticks;
        _fastest[index] = _runs[index] == 0 ? ticks : Math.Min(_fastest[index], ticks);
        _runs[index]++;
        _flops[index] += cost.Flops;
        _bytes[index] += cost.Bytes;
        if (_events.Count < MostEvents && _profile.KeepsEvent())
        {
            _events.Add(new ProfileEvent(_operators[index].Operator, _operators[index].Output, _profile.Time(start), _profile.Time(ticks)));
        }
    }
}

/// <summary>All runs of one operator of a graph.</summary>
/// <param name="Operator">The operator's name.</param>
/// <param name="Output">The value that it makes.</param>
/// <param name="Runs">How often it ran.</param>
/// <param name="Time">What all runs took.</param>
/// <param name="Fastest">What the fastest run took.</param>
/// <param name="Flops">Floating-point operations of all runs.</param>
/// <param name="Bytes">Bytes that all runs read and wrote at least.</param>
internal sealed record ProfileEntry(string Operator, string Output, int Runs, TimeSpan Time, TimeSpan Fastest, double Flops, double Bytes);

/// <summary>One run of one operator.</summary>
/// <param name="Operator">The operator's name.</param>
/// <param name="Output">The value that it makes.</param>
/// <param name="Start">When it began, from the beginning of the profile.</param>
/// <param name="Duration">What it took.</param>
internal readonly record struct ProfileEvent(string Operator, string Output, TimeSpan Start, TimeSpan Duration);
