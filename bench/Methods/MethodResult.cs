using Decant.Runs;

namespace Decant.Methods.Bench;

/// <summary>What a method gave.</summary>
/// <param name="Method">The method.</param>
/// <param name="Run">Its run; null where it was not run.</param>
/// <param name="Scratch">The same student alone, from the same weights; null where there is none.</param>
internal sealed record MethodResult(Method Method, Run? Run, ArmResult? Scratch)
{
    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Failure { get; init; }
}
