namespace Decant.Engine.Inference;

/// <summary>How a <see cref="Model"/> runs.</summary>
public sealed record ModelOptions
{
    /// <summary>
    /// Threads that share the work of one call, 1 or more. One thread, the default, answers most requests per second when several callers
    /// ask at once; more shorten the wait for a large network or a large batch. The answers have the same bits for any number.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>Numbers for sizes, other than the batch, that the file leaves free, by their names, such as <c>H</c> = 640.</summary>
    public IReadOnlyDictionary<string, int> Sizes { get; init; } = new Dictionary<string, int>();

    /// <summary>The output that is answered; null for <c>probabilities</c>, else <c>prediction</c>, else the file's first.</summary>
    public string? Output { get; init; }
}
