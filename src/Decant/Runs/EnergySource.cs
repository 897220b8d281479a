namespace Decant.Runs;

/// <summary>Where a number of joules comes from.</summary>
internal enum EnergySource
{
    /// <summary>The processor's own counter, which counts everything that ran meanwhile.</summary>
    Counter,

    /// <summary>Processor time and a stated power: an estimate, not a measurement.</summary>
    Estimate,
}
