namespace Decant.Tests.Evaluation;

/// <summary>A clock that moves when it is told to.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public void Pass(TimeSpan time) => _now += time.Ticks;

    public void Pass(double milliseconds) => Pass(TimeSpan.FromMilliseconds(milliseconds));
}
