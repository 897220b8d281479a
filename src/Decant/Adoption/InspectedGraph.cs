using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;

namespace Decant.Adoption;

/// <summary>
/// The graph of a file that is looked at. Where its operators must know sizes or numbers that come only when it runs, it is taken at sizes
/// that are assumed, and with zeros.
/// </summary>
internal static class InspectedGraph
{
    // Along every axis after the batch: a photograph's side, which strides divide; then the length of a sound.
    private static readonly int[] s_assumed = [224, 1024, 16_000];

    /// <summary>Reads a file.</summary>
    /// <param name="file">An ONNX file.</param>
    /// <param name="sizes">Numbers for sizes that the file only names.</param>
    /// <returns>The graph, the inputs as the file declares them, and what was assumed.</returns>
    /// <exception cref="DecantException">The file cannot be read, or has no size of such a name.</exception>
    public static (Graph Graph, IReadOnlyList<NetworkPort> Inputs, string? Assumption) Read(
        string file,
        IReadOnlyDictionary<string, int> sizes
    )
    {
        RequireNames(file, sizes);
        try
        {
            var graph = OnnxFile.Read(file, sizes);
            return (graph, [.. graph.Inputs.Select(input => new NetworkPort(input.Name, input.Type, input.Shape))], null);
        }
        catch (DecantException problem) when (UnsupportedException.In(problem) is not null)
        {
            return s_assumed.Select(size => Assume(file, sizes, size)).FirstOrDefault(found => found is not null)
                ?? throw new DecantException(problem.Message, problem);
        }
    }

    private static void RequireNames(string file, IReadOnlyDictionary<string, int> sizes)
    {
        if (sizes.Count == 0)
        {
            return;
        }

        var inputs = OnnxFile.Open(file, (_, _) => OnnxFile.Inputs(file));
        string[] names = [.. inputs.SelectMany(input => input.Shape).SelectMany(size => size.Names()).Distinct()];
        if (sizes.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new DecantException(
                names.Length == 0
                    ? $"'{file}' has no free size, so '{unknown}' cannot be set. Its inputs are "
                        + $"{string.Join(", ", inputs.Select(input => $"{input.Name} {input.Shape}"))}."
                    : $"{NearestName.Explain("free size", unknown, names)}."
            );
        }
    }

    private static (Graph, IReadOnlyList<NetworkPort>, string?)? Assume(string file, IReadOnlyDictionary<string, int> sizes, int assumed)
    {
        try
        {
            using var network = DynamicNetwork.Read(file);
            var shaped = network.Inputs.Where(input => input.Shape is not null).ToArray();
            var batches = shaped
                .Where(input => input.Shape!.Rank > 0)
                .SelectMany(input => input.Shape![0].Names())
                .ToHashSet(StringComparer.Ordinal);
            var chosen = shaped
                .SelectMany(input => input.Shape!)
                .SelectMany(size => size.Names())
                .Distinct()
                .ToDictionary(
                    name => name,
                    name => sizes.GetValueOrDefault(name, batches.Contains(name) ? 1 : assumed),
                    StringComparer.Ordinal
                );
            var inputs = shaped.ToDictionary(
                input => input.Name,
                input => new Tensor(input.Type, [.. input.Shape!.Select(size => size.Resolve(chosen))]),
                StringComparer.Ordinal
            );
            var words = string.Join(
                ", ",
                network.Inputs.Select(input => $"{input.Name} [{string.Join(", ", inputs[input.Name].Dimensions.ToArray())}]")
            );
            return (
                network.GraphFor(inputs),
                network.Inputs,
                $"its operators must know sizes or numbers that come only when it runs; shown is the network for "
                    + $"zeros of {words}. Say other sizes with --dim NAME=NUMBER."
            );
        }
        catch (Exception problem) when (problem is DecantException or OverflowException or KeyNotFoundException)
        {
            // These sizes do not fit.
            return null;
        }
    }
}
