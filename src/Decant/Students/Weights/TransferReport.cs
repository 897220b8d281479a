using Decant.Engine;

namespace Decant.Students.Weights;

/// <summary>How a place of a network found its tensor.</summary>
internal enum MatchKind
{
    /// <summary>Both have the same name, up to a prefix that all names of the file share.</summary>
    Name,

    /// <summary>The table of the architecture, or PyTorch's word for a number of a normalisation.</summary>
    Table,

    /// <summary>Names say nothing; both are the k-th of as many with this role and these sizes.</summary>
    Order,
}

/// <summary>A tensor that was taken over.</summary>
/// <param name="Name">The network's name for it.</param>
/// <param name="Source">The file's name for it.</param>
/// <param name="Sizes">Its sizes in the network.</param>
/// <param name="Kind">How they were matched.</param>
/// <param name="IsTransposed">Whether rows became columns.</param>
internal sealed record TakenWeight(string Name, string Source, IReadOnlyList<int> Sizes, MatchKind Kind, bool IsTransposed);

/// <summary>Numbers of one side alone.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Sizes">Their sizes.</param>
/// <param name="Nearest">The most similar name that is alone on the other side; null where none is near.</param>
internal sealed record UnmatchedWeight(string Name, IReadOnlyList<int> Sizes, string? Nearest = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Sizes)}]{(Nearest is null ? "" : $" (nearest: {Nearest})")}";
}

/// <summary>Numbers whose names agree and whose sizes do not.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Sizes">The network's sizes.</param>
/// <param name="Source">The file's name.</param>
/// <param name="SourceSizes">The file's sizes.</param>
internal sealed record MisfittingWeight(string Name, IReadOnlyList<int> Sizes, string Source, IReadOnlyList<int> SourceSizes)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Sizes)}] and {Source} [{string.Join(", ", SourceSizes)}]";
}

/// <summary>What became of a weight file: taken over, missing, left over, of other sizes.</summary>
internal sealed record TransferReport
{
    /// <summary>What was taken over, in the order of the file; what was matched by order comes last.</summary>
    public required IReadOnlyList<TakenWeight> Taken { get; init; }

    /// <summary>Places of the network for which the file has nothing.</summary>
    public required IReadOnlyList<UnmatchedWeight> Missing { get; init; }

    /// <summary>Tensors of the file for which the network has no place.</summary>
    public required IReadOnlyList<UnmatchedWeight> LeftOver { get; init; }

    /// <summary>Names that agree, with sizes that do not.</summary>
    public required IReadOnlyList<MisfittingWeight> Misfits { get; init; }

    /// <summary>Tensors that say nothing of the network, such as counters of steps.</summary>
    public required IReadOnlyList<string> Ignored { get; init; }

    /// <summary>Refuses a network that would be a mixture.</summary>
    /// <param name="file">The weight file, for the error.</param>
    /// <param name="network">The network, for the error.</param>
    /// <param name="keepsRest">Whether the network's own numbers may stay where the file has none.</param>
    /// <exception cref="DecantException">Something is missing or left over, or has other sizes.</exception>
    public void RequireWhole(string file, string network, bool keepsRest)
    {
        var problems = new[]
        {
            Listed("of other sizes", Misfits),
            Listed("missing in the file", keepsRest && Taken.Count > 0 ? [] : Missing),
            Listed("left over in the file", LeftOver),
        }
            .Where(problem => problem.Length > 0)
            .ToList();
        if (problems.Count > 0)
        {
            throw new DecantException(
                $"Weights {file} for {network}: {Taken.Count} tensors fit; {string.Join("; ", problems)}. "
                    + "Choose the architecture and the options that the weights were trained with; 'decant convert' shows the whole table."
            );
        }
    }

    private static string Listed<T>(string what, IReadOnlyList<T> weights)
    {
        const int most = 4;
        return weights.Count == 0
            ? ""
            : $"{what}: {string.Join(", ", weights.Take(most))}{(weights.Count > most ? $" and {weights.Count - most} more" : "")}";
    }
}
