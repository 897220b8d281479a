using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Weights;

namespace Decant.Students.Weights;

/// <summary>
/// Fills a network with the numbers of a weight file: by name, by the architecture's table of names, and where names say nothing by order.
/// </summary>
internal static class WeightTransfer
{
    /// <summary>Copies what fits. Numbers keep their place in the network's own layout; a matrix that lies across is transposed.</summary>
    /// <param name="network">The network whose numbers change.</param>
    /// <param name="file">The file.</param>
    /// <param name="rules">What layers are called elsewhere; <see cref="Architecture.NamesElsewhere"/> of the network's architecture, or
    /// none.</param>
    /// <returns>What matched, and what did not: nothing is refused here.</returns>
    /// <exception cref="DecantException">The file ends before the numbers.</exception>
    public static TransferReport Take(Graph network, WeightFile file, IReadOnlyList<NameRule> rules)
    {
        var places = WeightPlace.Of(network).ToList();
        var ignored = file.Tensors.Where(tensor => WeightNames.IsCounter(tensor.Name) || !tensor.Element.Type.IsFloat()).ToList();
        var tensors = file.Tensors.Except(ignored).ToList();
        var (taken, misfits) = (new List<TakenWeight>(), new List<MisfittingWeight>());
        foreach (var (place, tensor, kind) in ByName(places, tensors, rules).Concat(ByOrder(places, tensors)))
        {
            if (Turned(place, tensor, kind) is { } turned)
            {
                turned.ReadInto(place.Value.Data!);
                taken.Add(new TakenWeight(place.Value.Name, tensor.Name, place.Sizes, kind, turned != tensor));
            }
            else
            {
                misfits.Add(new MisfittingWeight(place.Value.Name, place.Sizes, tensor.Name, tensor.Dimensions));
            }

            places.Remove(place);
            tensors.Remove(tensor);
        }

        return new TransferReport
        {
            Taken = taken,
            Misfits = misfits,
            Missing =
            [
                .. places.Select(
                    (place, k) =>
                        new UnmatchedWeight(
                            place.Value.Name,
                            place.Sizes,
                            Nearest(place.Value.Name, tensors.Select(tensor => tensor.Name), k)
                        )
                ),
            ],
            LeftOver =
            [
                .. tensors.Select(
                    (tensor, k) =>
                        new UnmatchedWeight(
                            tensor.Name,
                            tensor.Dimensions,
                            Nearest(tensor.Name, places.Select(place => place.Value.Name), k)
                        )
                ),
            ],
            Ignored = [.. ignored.Select(tensor => tensor.Name)],
        };
    }

    // A prefix that all tensors share is dropped, unless the network has it too.
    private static IEnumerable<(WeightPlace, StoredTensor, MatchKind)> ByName(
        IReadOnlyList<WeightPlace> places,
        IReadOnlyList<StoredTensor> tensors,
        IReadOnlyList<NameRule> rules
    )
    {
        var free = places.ToDictionary(place => place.Value.Name, StringComparer.Ordinal);
        var prefix = tensors.Any(tensor => free.ContainsKey(tensor.Name))
            ? ""
            : WeightNames.CommonPrefix([.. tensors.Select(tensor => tensor.Name)]);
        var matches = new List<(WeightPlace, StoredTensor, MatchKind)>();
        foreach (var tensor in tensors)
        {
            var name = tensor.Name[prefix.Length..];
            if (WeightNames.Here(name, rules).FirstOrDefault(free.ContainsKey) is { } here && free.Remove(here, out var place))
            {
                matches.Add((place, tensor, here == name ? MatchKind.Name : MatchKind.Table));
            }
        }

        return matches;
    }

    // Of equally many with one role and one set of sizes, the k-th is the k-th.
    private static IEnumerable<(WeightPlace, StoredTensor, MatchKind)> ByOrder(
        IEnumerable<WeightPlace> places,
        IReadOnlyList<StoredTensor> tensors
    )
    {
        var groups = tensors
            .GroupBy(tensor => (WeightPlace.RoleOf(tensor), string.Join(',', tensor.Dimensions)))
            .ToDictionary(group => group.Key, group => group.ToList());
        return places
            .GroupBy(place => (place.Role, string.Join(',', place.IsTransposed ? place.Sizes.Reverse() : place.Sizes)))
            .Where(group => groups.TryGetValue(group.Key, out var same) && same.Count == group.Count())
            .SelectMany(group => group.Zip(groups[group.Key], (place, tensor) => (place, tensor, MatchKind.Order)));
    }

    // Under its own name a square matrix is stored as PyTorch has it; without a name it is stored as its layer reads it.
    private static StoredTensor? Turned(WeightPlace place, StoredTensor tensor, MatchKind kind) =>
        kind == MatchKind.Order && place.IsTransposed ? tensor.Transposed()
        : place.Sizes.SequenceEqual(tensor.Dimensions) ? tensor
        : tensor.Dimensions.Count == 2 && place.Sizes.SequenceEqual(tensor.Dimensions.Reverse()) ? tensor.Transposed()
        : null;

    // Looking for slips in names takes time; the first few are enough to understand.
    private static string? Nearest(string name, IEnumerable<string> others, int rank)
    {
        const int enough = 10;
        return rank < enough ? NearestName.Find(name, others) : null;
    }
}
