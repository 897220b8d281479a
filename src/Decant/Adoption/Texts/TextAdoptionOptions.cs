using Decant.Students.Texts;

namespace Decant.Adoption.Texts;

/// <summary>What becomes of a text network from elsewhere.</summary>
internal sealed record TextAdoptionOptions
{
    /// <summary>
    /// How tokens become one vector, where the file answers with one vector per token; null where each token answers for itself.
    /// </summary>
    public TextPooling? Pooling { get; init; }

    /// <summary>
    /// What is put before the names of the inputs, such as <c>teacher.</c>, where another network reads the same texts by another
    /// tokenizer; empty for none.
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>Answers of a new last layer, 1 or more; null where the file's own answers stay.</summary>
    public int? HeadSize { get; init; }

    /// <summary>The share of the pooled vector that training drops before a new last layer, 0 to below 1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Decides the weights of a new last layer.</summary>
    public ulong Seed { get; init; }
}
