using System.Text.RegularExpressions;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Training;

/// <summary>
/// Layer-wise learning rates: what is further from the answer moves less (Clark et al. 2020, arXiv:2003.10555, section 3.1). Of L layers,
/// the k-th from the input learns at rate · decayᴸ⁺¹⁻ᵏ; what comes after the last layer at the whole rate, what comes before the first
/// (embeddings) at rate · decayᴸ⁺¹.
/// </summary>
/// <remarks>
/// Layers are told by the names of parameters: up to the first part with a number, such as <c>encoder.layer.2.</c>, <c>layer3.</c> or
/// <c>stage1.</c>; their order is that in which the network first uses them.
/// </remarks>
internal static partial class LayerDecay
{
    /// <summary>The share of the learning rate of each parameter.</summary>
    /// <param name="network">A forward graph with its parameters.</param>
    /// <param name="decay">The factor per layer, above 0, at most 1.</param>
    /// <exception cref="DecantException">No parameter has the name of a layer.</exception>
    public static IReadOnlyDictionary<string, double> Shares(Graph network, double decay)
    {
        var used = network
            .Nodes.SelectMany(node => node.Inputs)
            .OfType<Value>()
            .Where(value => network.Parameters.Contains(value.Name))
            .Select(value => value.Name)
            .Distinct()
            .ToArray();
        var layers = used.Select(LayerOf).OfType<string>().Distinct().ToList();
        if (layers.Count == 0)
        {
            throw new DecantException(
                "layer-decay: expected parameters with the numbers of their layers in their names, such as 'encoder.layer.2.output.weight' "
                    + $"or 'layer2.weight', received {string.Join(", ", used.Take(6))}. Remove 'layer-decay', or name the layers so."
            );
        }

        var shares = new Dictionary<string, double>();
        var first = Array.FindIndex(used, name => LayerOf(name) is not null);
        foreach (var (place, name) in used.Index())
        {
            var depth =
                LayerOf(name) is { } layer ? layers.IndexOf(layer) + 1
                : place < first ? 0
                : layers.Count + 1;
            shares[name] = Math.Pow(decay, layers.Count + 1 - depth);
        }

        return shares;
    }

    /// <summary>The layer in a parameter's name; null where it has none.</summary>
    internal static string? LayerOf(string name) => NumberedPart().Match(name) is { Success: true } match ? match.Value : null;

    // Parts end with a dot or slash; a name that is nothing but a number is a file's, not a layer's.
    [GeneratedRegex(@"^(?:[^./]*[^./0-9][^./]*[./])*?(?:[A-Za-z_]*[0-9]+)(?=[./])", RegexOptions.CultureInvariant)]
    private static partial Regex NumberedPart();
}
