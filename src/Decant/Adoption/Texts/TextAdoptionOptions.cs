using Decant.Students.Texts;

namespace Decant.Adoption.Texts;

/// <summary>What becomes of a text network from elsewhere.</summary>
internal sealed record TextAdoptionOptions
{
    /// <summary>
    /// How tokens become one vector, where the file answers with one vector per token; null where each token answers for itself.
    /// </summary>
    public TextPooling? Pooling { get; init; } = TextPooling.First;

    /// <summary>
    /// What is put before the names of the inputs, such as <c>teacher.</c>, where another network reads the same texts by another
    /// tokenizer; empty for none.
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>Answers of a new last layer, 1 or more; null where the file's own answers stay.</summary>
    public int? HeadSize { get; init; }

    /// <summary>The share of the pooled vector that training drops before a new last layer, 0 to below 1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>The value that is the answer; null for the output that fits.</summary>
    public string? OutputName { get; init; }

    /// <summary>
    /// For each class of the data its column in the file's answer or its name there; null where the names decide, or the order is the same.
    /// </summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Whether a file that only describes texts gets a last layer for the task by itself, as it is going to be trained.</summary>
    public bool IsTrained { get; init; }

    /// <summary>Decides the weights of a new last layer.</summary>
    public ulong Seed { get; init; }
}
