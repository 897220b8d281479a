using Decant.Students.Texts;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>What is known of a network from elsewhere; what is not known is found out.</summary>
internal sealed record AdoptionOptions
{
    /// <summary>Who runs it.</summary>
    public NetworkRuntime Runtime { get; init; }

    /// <summary>The value that is the answer; null for the output that fits.</summary>
    public string? OutputName { get; init; }

    /// <summary>What the answers mean; null where that is found out: by the operator that makes them, else by the answers.</summary>
    public AnswerForm? Form { get; init; }

    /// <summary>What the network wants done to its inputs; null where that is found out.</summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>Whether no file ever said what it wants: an architecture of Decant's own with weights from elsewhere.</summary>
    public bool IsWeightsAlone { get; init; }

    /// <summary>
    /// For each class of the data its column in the file's answer or its name there, or the names of all columns; null where the names
    /// decide, or the order is the same.
    /// </summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Answers of a new last layer, 1 or more; null where the file's own stays.</summary>
    public int? HeadSize { get; init; }

    /// <summary>Whether batch normalisation is put after every convolution that has none.</summary>
    public bool WithBatchNormalization { get; init; }

    /// <summary>Decides the weights of a new last layer.</summary>
    public ulong Seed { get; init; }

    /// <summary>How the tokens of a text become one vector; null for what is usual.</summary>
    public TextPooling? Pooling { get; init; }

    /// <summary>Whether it is going to be trained: a text network that only describes texts gets a last layer by itself then.</summary>
    public bool IsTrained { get; init; }

    /// <summary>Whether nothing is known of a network but what is done with any.</summary>
    public bool SaysNothing => this with { Seed = 0, Pooling = null, IsTrained = false } == new AdoptionOptions();
}
