namespace Decant.Runs;

/// <summary>The samples of a run.</summary>
public sealed record DataFacts
{
    /// <summary>The source in a few words, such as <c>idx mnist</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Samples that weights were fitted to.</summary>
    public required int Train { get; init; }

    /// <summary>Samples by which choices were made.</summary>
    public required int Validation { get; init; }

    /// <summary>Samples that only the final numbers come from.</summary>
    public required int Test { get; init; }

    /// <summary>The class names by class index; empty when labels are not classes. They come from outside: encode them.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];
}
