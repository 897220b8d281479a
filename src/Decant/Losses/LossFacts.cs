namespace Decant.Losses;

/// <summary>What a reader of the documentation, or of a table of losses, wants to know about one.</summary>
/// <param name="Name">The word in the recipe, such as <c>soft-targets</c>.</param>
/// <param name="Meaning">What it is, in one sentence.</param>
/// <param name="Formula">The formula, in the letters N C T D H W, p for the teacher and q for the student.</param>
public sealed record LossFacts(string Name, string Meaning, string Formula)
{
    /// <summary>The factor of the term where a recipe names none.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The unit of its value.</summary>
    public string Unit { get; init; } = "nats per sample";

    /// <summary>Whether the factor T² applies; null where there is no temperature.</summary>
    public bool? HasSquaredTemperature { get; init; }

    /// <summary>What it reads, with shapes, such as <c>student, teacher [N, C]</c>.</summary>
    public string Shapes { get; init; } = "student, teacher [N, C]";

    /// <summary>Authors, year, number; empty where it is common knowledge.</summary>
    public string Paper { get; init; } = "";
}
