namespace Decant.Losses;

/// <summary>What a reader of the documentation, or of a table of losses, wants to know about one.</summary>
/// <param name="Name">The word in the recipe, such as <c>soft-targets</c>.</param>
/// <param name="Meaning">What it is, in one sentence.</param>
/// <param name="Formula">The formula, in the letters N C T D H W, p for the teacher and q for the student.</param>
internal sealed record LossFacts(string Name, string Meaning, string Formula)
{
    /// <summary>The factor of the term where a recipe names none.</summary>
    public ScheduledNumber Weight { get; init; } = 1;

    /// <summary>
    /// The factor of the labels' own loss next to this one, where a recipe names none; of several losses the smallest counts.
    /// </summary>
    public double LabelWeight { get; init; } = 1;

    /// <summary>The setting of the paper or of its authors' program, from which the defaults are; empty where there is none.</summary>
    public string Published { get; init; } = "";

    /// <summary>What a reader should know before relying on it, in a sentence; empty for nothing.</summary>
    public string Caution { get; init; } = "";

    /// <summary>The unit of its value.</summary>
    public string Unit { get; init; } = "nats per sample";

    /// <summary>Whether the factor T² applies; null where there is no temperature.</summary>
    public bool? HasSquaredTemperature { get; init; }

    /// <summary>What it reads, with shapes, such as <c>student, teacher [N, C]</c>.</summary>
    public string Shapes { get; init; } = "student, teacher [N, C]";

    /// <summary>Authors, year, number; empty where it is common knowledge.</summary>
    public string Paper { get; init; } = "";
}
