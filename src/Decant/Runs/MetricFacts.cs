using System.Text.Json;

namespace Decant.Runs;

/// <summary>A measure of quality: how it is named, in what unit it is, which direction is better, and what it says to people.</summary>
/// <param name="Name">Its name in results and files, such as <c>accuracy</c>.</param>
/// <param name="Unit"><c>fraction</c> (0 to 1, shown in per cent), <c>nats</c>, or the unit of the labels; empty until that is known, or
/// where there is none.</param>
/// <param name="HigherIsBetter">True for accuracy, false for an error.</param>
public sealed record MetricFacts(string Name, string Unit, bool HigherIsBetter)
{
    /// <summary>The unit of shares, which are written in per cent.</summary>
    public const string Fraction = "fraction";

    /// <summary>The unit of logarithms to the base e.</summary>
    public const string Nats = "nats";

    /// <summary>Its heading in tables; empty for its name in words.</summary>
    public string Title { get; init; } = "";

    /// <summary>What it says, as a sentence for a reader who meets it for the first time; empty where the title says it.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>Digits after the point when it is written, in per cent for shares; 0 for counts.</summary>
    public int Decimals { get; init; } = Unit == Fraction ? 2 : 4;

    /// <summary>Its name as recipes write it, such as <c>mean-absolute-error</c>.</summary>
    public string Word => JsonNamingPolicy.KebabCaseLower.ConvertName(Name);

    /// <summary>The same measure, in the labels' unit if it has none of its own.</summary>
    public MetricFacts In(string? labelUnit) => Unit.Length > 0 ? this : this with { Unit = labelUnit ?? "" };
}
