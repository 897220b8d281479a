using System.Globalization;

namespace Decant.Engine.Weights.PyTorch;

/// <summary>
/// The tensors of a model in what a PyTorch file holds: the dictionary of name → tensor itself, or the one that is in a checkpoint next to
/// the epoch, the optimizer and so on.
/// </summary>
/// <param name="Part">Where in the file it is, such as <c>state_dict</c>; empty where it is all of it.</param>
/// <param name="Tensors">Names and tensors, in the order of the file.</param>
internal sealed record StateDictionary(string Part, IReadOnlyList<KeyValuePair<string, PickledTensor>> Tensors)
{
    private const int MostVisits = 100_000;
    private const int Deepest = 8;
    private const int LongestName = 1024;

    // What people call the weights in their checkpoints, the likeliest first.
    private static readonly string[] s_usualParts =
    [
        "state_dict",
        "model_state_dict",
        "model_state",
        "model",
        "module",
        "net",
        "network",
        "weights",
        "params",
        "parameters",
    ];

    /// <summary>Finds them.</summary>
    /// <param name="content">What the file holds.</param>
    /// <exception cref="DecantException">There are no tensors, or several dictionaries of them and no telling which is meant.</exception>
    public static StateDictionary Of(object? content)
    {
        var found = content is PickledTensor single ? [new("", [new("tensor", single)])] : Search(content);
        return found switch
        {
            [] => throw new DecantException(
                "it holds no dictionary of tensors. Save the weights: torch.save(model.state_dict(), 'weights.pt')."
            ),
            [var only] => only,
            _ => s_usualParts.Select(part => found.Find(candidate => candidate.Part == part)).FirstOrDefault(part => part is not null)
                ?? throw new DecantException(
                    $"it holds several dictionaries of tensors: {string.Join(", ", found.Take(8).Select(part => $"'{part.Part}'"))}. "
                        + $"Save the one that is meant, such as "
                        + $"torch.save(torch.load(FILE)['{found[0].Part.Split('.')[0]}'], 'weights.pt')."
                ),
        };
    }

    // Breadth first, each container once: shared and circular containers end.
    private static List<StateDictionary> Search(object? content)
    {
        var found = new List<StateDictionary>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var next = new Queue<(string Part, object? Value, int Depth)>([("", content, 0)]);
        for (var visits = 0; next.TryDequeue(out var place) && visits < MostVisits; visits++)
        {
            if (place.Depth > Deepest || place.Value is null || !seen.Add(place.Value))
            {
                continue;
            }

            var entries = Entries(place.Value);
            var tensors = entries
                .Where(entry => entry.Value is PickledTensor)
                .GroupBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(same => KeyValuePair.Create(same.Key, (PickledTensor)same.Last().Value!))
                .ToList();
            if (tensors.Count > 0)
            {
                found.Add(new StateDictionary(place.Part, tensors));
            }

            foreach (
                var (key, value) in entries
                    .Where(entry => entry.Value is PickledDictionary or PickledList or PickledTuple)
                    .Take(MostVisits - next.Count)
            )
            {
                next.Enqueue((place.Part.Length == 0 ? key : $"{place.Part}.{key}", value, place.Depth + 1));
            }

            // What lies in the dictionary of a model's tensors is the model's own business, such as the state of a layer.
            if (tensors.Count > 0 && place.Depth == 0)
            {
                break;
            }
        }

        return found;
    }

    private static IEnumerable<KeyValuePair<string, object?>> Entries(object value) =>
        value switch
        {
            PickledDictionary dictionary => dictionary
                .Pairs.Where(pair => pair.Key is string { Length: <= LongestName } or long)
                .Select(pair => KeyValuePair.Create(Word(pair.Key), pair.Value)),
            PickledList list => list.Items.Select((item, i) => KeyValuePair.Create(Word((long)i), item)),
            PickledTuple tuple => tuple.Items.Select((item, i) => KeyValuePair.Create(Word((long)i), item)),
            _ => [],
        };

    private static string Word(object? key) => string.Create(CultureInfo.InvariantCulture, $"{key}");
}
