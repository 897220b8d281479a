namespace Decant.Cli.Benchmarks;

/// <summary>How long a network took for all texts.</summary>
internal sealed record TextTiming
{
    /// <summary>The network's file.</summary>
    public required string Model { get; init; }

    /// <summary>Tokens of all texts, as its own tokenizer cuts them and as far as it reads.</summary>
    public required long Tokens { get; init; }

    /// <summary>Seconds of the fastest turn through all texts, tokenizer included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds of the tokenizer's fastest turn, a part of <see cref="Seconds"/>.</summary>
    public required double TokenizerSeconds { get; init; }
}
