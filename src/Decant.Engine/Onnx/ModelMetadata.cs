using System.Text.Encodings.Web;
using System.Text.Json;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx;

/// <summary>A graph's metadata as ONNX's pairs of texts; the names of the trained initialisers are one of them.</summary>
internal static class ModelMetadata
{
    /// <summary>The key under which the names of the trained initialisers are listed, as a JSON list.</summary>
    public const string Parameters = "decant.parameters";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Takes over what a file says.</summary>
    /// <exception cref="DecantException">The list of parameters is no list of texts.</exception>
    public static void Read(ModelProto model, Graph graph)
    {
        foreach (var entry in model.MetadataProps)
        {
            if (entry.Key != Parameters)
            {
                graph.Metadata[entry.Key] = entry.Value;
                continue;
            }

            // Other tools rename and merge weights but keep the metadata: names that are gone are no error.
            graph.Parameters.UnionWith(Names(entry.Value).Where(name => graph.Find(name) is { IsInitializer: true }));
        }
    }

    /// <summary>Adds what the graph says.</summary>
    public static void Write(Graph graph, ModelProto model)
    {
        var entries = new SortedDictionary<string, string>(graph.Metadata, StringComparer.Ordinal);
        var trained = graph.Initializers.Select(value => value.Name).Where(graph.Parameters.Contains).ToList();
        if (trained.Count > 0)
        {
            entries[Parameters] = JsonSerializer.Serialize(trained, Plain);
        }

        model.MetadataProps.Add(entries.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
    }

    private static List<string> Names(string text)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<List<string?>>(text) ?? []).OfType<string>()];
        }
        catch (JsonException problem)
        {
            throw new DecantException(
                $"metadata '{Parameters}': expected a JSON list of names, received '{text[..Math.Min(text.Length, 40)]}'.",
                problem
            );
        }
    }
}
