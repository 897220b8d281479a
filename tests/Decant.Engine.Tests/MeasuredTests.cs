namespace Decant.Engine.Tests;

/// <summary>Tests that measure time or memory: they run alone, after the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredTests
{
    public const string Name = "Measured";
}
