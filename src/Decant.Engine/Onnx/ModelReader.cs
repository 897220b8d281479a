using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Onnx.Translations;

namespace Decant.Engine.Onnx;

/// <summary>A parsed file -> a graph: checks versions and operators first, then hands over to <see cref="GraphReader"/>.</summary>
internal static class ModelReader
{
    private const int SinceOpsets = 3;
    private const string MachineLearning = "ai.onnx.ml";

    /// <summary>Makes the graph.</summary>
    /// <exception cref="DecantException">The model lacks something, contradicts itself or uses what Decant does not know.</exception>
    public static Graph Read(
        ModelProto model,
        TensorSource tensors,
        IReadOnlyDictionary<string, int>? sizes,
        IRunningNetwork? running = null
    )
    {
        var budget = new ReadingBudget();
        var opset = Prepare(model, budget);
        var graph = new GraphReader(model.Graph, opset, tensors, sizes, budget, running).Read();
        ModelMetadata.Read(model, graph);
        return graph;
    }

    /// <summary>Writes out the model's functions, and refuses what no reading could make a graph of.</summary>
    /// <returns>The version of the standard's operators.</returns>
    /// <exception cref="DecantException">The model lacks something or uses what Decant does not know.</exception>
    public static int Prepare(ModelProto model, ReadingBudget budget)
    {
        if (model.Graph is null)
        {
            throw new DecantException("expected an ONNX model, found no graph in it. The file is damaged, cut short or of another kind.");
        }

        var opset = Opset(model);
        FunctionInlining.Inline(model, budget);
        RefuseUnknownOperators(model.Graph, opset);
        return opset;
    }

    /// <summary>The translation of a node.</summary>
    /// <exception cref="UnsupportedException">Its operator is not known here.</exception>
    public static Translation Known(NodeProto node) =>
        TranslationTable.Find(node.Domain, node.OpType)
        ?? throw new UnsupportedException(
            NameOf(node),
            $"node '{node.Name}': {NearestName.Explain("operator", NameOf(node), TranslationTable.Readable)}."
        );

    private static int Opset(ModelProto model)
    {
        var import = model.OpsetImport.LastOrDefault(import => Translation.IsStandard(import.Domain));
        if (import is null)
        {
            // The first layouts of the file had no place for the opset: it was 1. A file of other domains alone needs none.
            return model.IrVersion < SinceOpsets ? OnnxVersions.Oldest
                : model.Graph.Node.All(node => !Translation.IsStandard(node.Domain)) && model.Graph.Node.Count > 0 ? OnnxVersions.Newest
                : throw new DecantException(
                    "the file names no opset of the standard operators, so their meaning is unknown. Export the model again."
                );
        }

        return import.Version is >= OnnxVersions.Oldest and <= OnnxVersions.Newest
            ? (int)import.Version
            : throw new UnsupportedException(
                $"opset {import.Version}",
                $"expected opset {OnnxVersions.Oldest} to {OnnxVersions.Newest}, received {import.Version}. Export "
                    + $"the model with an opset in this range."
            );
    }

    private static void RefuseUnknownOperators(GraphProto graph, int opset)
    {
        const int most = 10;
        var unknown = graph
            .Node.Where(node => !ConstantNode.Is(node) && TranslationTable.Find(node.Domain, node.OpType) is null)
            .DistinctBy(node => (node.Domain, node.OpType))
            .Take(most)
            .ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        var first = unknown[0];
        var others = unknown.Count == 1 ? "" : $" Also unknown: {string.Join(", ", unknown.Skip(1).Select(node => NameOf(node)))}.";
        if (unknown.Find(node => node.Domain == MachineLearning) is { } classical)
        {
            throw new UnsupportedException(
                NameOf(classical),
                $"node '{classical.Name}': {classical.OpType} is an operator of classical machine learning "
                    + $"({MachineLearning}: trees, linear models, encoders), which Decant "
                    + "does not compute itself; ONNX Runtime runs such a file as a teacher: write 'runtime: "
                    + "onnxruntime' next to its 'onnx:' in the recipe."
            );
        }

        throw new UnsupportedException(
            NameOf(first),
            $"node '{first.Name}' (domain '{(first.Domain.Length == 0 ? "ai.onnx" : first.Domain)}', opset {opset}): "
                + NearestName.Explain("operator", NameOf(first), TranslationTable.Readable)
                + "."
                + others
        );
    }

    private static string NameOf(NodeProto node) => Translation.IsStandard(node.Domain) ? node.OpType : $"{node.Domain}.{node.OpType}";
}
