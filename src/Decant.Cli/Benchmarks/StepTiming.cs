namespace Decant.Cli.Benchmarks;

/// <summary>Repeated times of one thing.</summary>
/// <param name="Median">The median, milliseconds.</param>
/// <param name="Best">The fastest, milliseconds.</param>
internal sealed record StepTiming(double Median, double Best);
