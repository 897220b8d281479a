using Decant.Runs;

namespace Decant.Adoption;

/// <summary>What a model's file holds.</summary>
internal sealed record ModelReport
{
    /// <summary>The file, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Trained numbers; where the file does not say which are, all floating-point weights.</summary>
    public required long Parameters { get; init; }

    /// <summary>How much of it training would change, in words.</summary>
    public required string Trained { get; init; }

    /// <summary>What training would leave as it is.</summary>
    public required IReadOnlyList<FixedWeights> Fixed { get; init; }

    /// <summary>Floating-point operations for one sample, a multiply-add counted as two.</summary>
    public required long Flops { get; init; }

    /// <summary>What the model takes.</summary>
    public required IReadOnlyList<ModelPort> Inputs { get; init; }

    /// <summary>What the model answers.</summary>
    public required IReadOnlyList<ModelPort> Outputs { get; init; }

    /// <summary>The operators it uses, the costliest first.</summary>
    public required IReadOnlyList<OperatorUse> Operators { get; init; }

    /// <summary>Values that a student can be asked to imitate, in the order in which they are computed.</summary>
    public required IReadOnlyList<HintCandidate> Hints { get; init; }

    /// <summary>Names of the classes in the order of the answers; empty where the file does not say.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>
    /// Names of the labels or numbers in the order of the answers; empty where it answers classes, or the file does not say.
    /// </summary>
    public required IReadOnlyList<string> TargetNames { get; init; }

    /// <summary>At what sizes the model was looked at, in a sentence, where it cannot be read without them; null where it can.</summary>
    public string? Assumption { get; init; }

    /// <summary>Words that travel with the model, by key.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; }
}

/// <summary>Numbers of a model that training would leave as they are.</summary>
/// <param name="Numbers">Their names, or how many they are.</param>
/// <param name="Reason">Why.</param>
internal sealed record FixedWeights(string Numbers, string Reason);

/// <summary>How often a model uses an operator.</summary>
/// <param name="Operator">The operator's name.</param>
/// <param name="Count">Nodes, 1 or more.</param>
/// <param name="Flops">Floating-point operations of all of them for one sample.</param>
internal sealed record OperatorUse(string Operator, int Count, long Flops);

/// <summary>A value between the layers that a hint can name.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Operator">What computes it.</param>
/// <param name="Shape">Its sizes; a letter is one that the caller chooses.</param>
internal sealed record HintCandidate(string Name, string Operator, IReadOnlyList<string> Shape);
