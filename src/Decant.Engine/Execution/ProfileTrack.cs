namespace Decant.Engine.Execution;

/// <summary>What the operators of one compiled graph took.</summary>
public sealed class ProfileTrack
{
    private readonly Step[] _steps;
    private readonly TimeProvider _clock;
    private readonly long _begin;
    private readonly long[] _ticks;
    private readonly int[] _runs;
    private readonly double[] _flops;
    private readonly double[] _bytes;
    private readonly List<ProfileEvent> _events;

    internal ProfileTrack(string name, Step[] steps, long arenaBytes, TimeProvider clock, long begin, int mostEvents)
    {
        (Name, ArenaBytes, _steps, _clock, _begin) = (name, arenaBytes, steps, clock, begin);
        (_ticks, _runs, _flops, _bytes) = (new long[steps.Length], new int[steps.Length], new double[steps.Length], new double[steps.Length]);
        _events = new List<ProfileEvent>(mostEvents);
    }

    /// <summary>The graph.</summary>
    public string Name { get; }

    /// <summary>Bytes of its arena.</summary>
    public long ArenaBytes { get; }

    /// <summary>Every operator that ran, in the order of the graph.</summary>
    public IEnumerable<ProfileEntry> Entries => _steps
        .Select((step, i) => new ProfileEntry(step.Node.Operator.Name, step.Node.Outputs[0].Name, _runs[i], Time(_ticks[i]), _flops[i], _bytes[i]))
        .Where(entry => entry.Runs > 0);

    /// <summary>The first runs of operators, one by one.</summary>
    public IReadOnlyList<ProfileEvent> Events => _events;

    /// <summary>Runs one operator and takes its time.</summary>
    internal void Run(int index)
    {
        var step = _steps[index];
        var start = _clock.GetTimestamp();
        step.Run();
        var ticks = _clock.GetTimestamp() - start;
        _ticks[index] += ticks;
        _runs[index]++;
        _flops[index] += step.Node.Operator.Flops([.. step.Inputs.Select(input => input?.Sizes)], [.. step.Outputs.Select(output => output.Sizes)]);
        _bytes[index] += step.Inputs.OfType<Operand>().Concat(step.Outputs).Sum(operand => (double)operand.Count * Graphs.ElementTypes.Size(operand.Type));
        if (_events.Count < _events.Capacity)
        {
            _events.Add(new ProfileEvent(step.Node.Operator.Name, step.Node.Outputs[0].Name, Time(start - _begin), Time(ticks)));
        }
    }

    private TimeSpan Time(long ticks) => TimeSpan.FromSeconds((double)ticks / _clock.TimestampFrequency);
}

/// <summary>All runs of one operator of a graph.</summary>
/// <param name="Operator">The operator's name.</param>
/// <param name="Output">The value that it makes.</param>
/// <param name="Runs">How often it ran.</param>
/// <param name="Time">What all runs took.</param>
/// <param name="Flops">Floating-point operations of all runs.</param>
/// <param name="Bytes">Bytes that all runs read and wrote at least.</param>
public sealed record ProfileEntry(string Operator, string Output, int Runs, TimeSpan Time, double Flops, double Bytes);

/// <summary>One run of one operator.</summary>
/// <param name="Operator">The operator's name.</param>
/// <param name="Output">The value that it makes.</param>
/// <param name="Start">When it began, from the beginning of the profile.</param>
/// <param name="Duration">What it took.</param>
public readonly record struct ProfileEvent(string Operator, string Output, TimeSpan Start, TimeSpan Duration);
