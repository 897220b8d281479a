using Decant.Tables;

namespace Decant.Runs;

/// <summary>The samples of a run.</summary>
internal sealed record DataFacts
{
    /// <summary>The source in a few words, such as <c>idx mnist</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Samples that weights were fitted to.</summary>
    public required int Train { get; init; }

    /// <summary>Samples by which choices were made.</summary>
    public required int Validation { get; init; }

    /// <summary>Samples that only the final numbers come from.</summary>
    public required int Test { get; init; }

    /// <summary>The class names by class index; empty when samples have no class. They come from outside: encode them.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>
    /// The names of what is learnt, by index, where that is not the class: labels, or numbers with their units. They come from outside:
    /// encode them.
    /// </summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>
    /// How a table's columns became the networks' inputs; null where samples are no rows of a table. It quotes the table: encode it.
    /// </summary>
    public TableSchema? Table { get; init; }

    /// <summary>The name of each answered number: targets where there are some, else classes.</summary>
    public IReadOnlyList<string> AnswerNames => Targets.Count > 0 ? Targets : Classes;
}
