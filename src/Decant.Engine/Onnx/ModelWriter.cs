using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Onnx.Translations;

namespace Decant.Engine.Onnx;

/// <summary>A graph -> the classes of a file.</summary>
internal sealed class ModelWriter
{
    private readonly HashSet<string> _names;

    private ModelWriter(Graph graph, int opset)
    {
        Opset = opset;
        Sizes = new SizeWriter(graph, this);
        _names = new HashSet<string>(
            graph.Inputs.Concat(graph.Initializers).Concat(graph.Nodes.SelectMany(node => node.Outputs)).Select(value => value.Name),
            StringComparer.Ordinal
        );
    }

    /// <summary>The version of the operators to write.</summary>
    public int Opset { get; }

    /// <summary>Writes sizes that are known only when the model runs.</summary>
    public SizeWriter Sizes { get; }

    /// <summary>The graph of the file.</summary>
    public GraphProto Proto { get; } = new();

    /// <summary>Makes the model.</summary>
    /// <exception cref="DecantException">The graph holds what ONNX cannot express.</exception>
    public static ModelProto Write(Graph graph, int opset)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (opset is < OnnxVersions.OldestWritten or > OnnxVersions.NewestWritten)
        {
            throw new DecantException(
                $"Writing the graph '{graph.Name}': expected opset {OnnxVersions.OldestWritten} to "
                    + $"{OnnxVersions.NewestWritten}, received {opset}."
            );
        }

        RefuseInternalOperators(graph);
        var model = new ModelProto
        {
            IrVersion = OnnxVersions.LayoutOf(opset),
            ProducerName = "Decant",
            ProducerVersion = typeof(ModelWriter).Assembly.GetName().Version!.ToString(3),
            OpsetImport = { new OperatorSetIdProto { Version = opset } },
            Graph = new ModelWriter(graph, opset).Write(graph),
        };
        ModelMetadata.Write(graph, model);
        return model;
    }

    /// <summary>Adds numbers that ONNX wants as a constant input, and says under which name.</summary>
    public string AddConstant(string wanted, Tensor data)
    {
        var name = FreshName(wanted);
        Proto.Initializer.Add(TensorFormat.Write(name, data));
        return name;
    }

    /// <summary>A name that nothing else in the file has.</summary>
    public string FreshName(string wanted)
    {
        var name = wanted;
        for (var i = 1; !_names.Add(name); i++)
        {
            name = $"{wanted}_{i}";
        }

        return name;
    }

    private GraphProto Write(Graph graph)
    {
        Proto.Name = graph.Name.Length == 0 ? "graph" : graph.Name;
        Proto.Input.Add(graph.Inputs.Select(InputFormat.Write));
        Proto.Output.Add(graph.Outputs.Select(InputFormat.Write));
        Proto.Initializer.Add(graph.Initializers.Select(value => TensorFormat.Write(value.Name, value.Data!)));
        foreach (var node in graph.Nodes)
        {
            var translation = TranslationTable.For(node.Operator)!;
            var writer = new NodeWriter(node, translation.Name, this);
            translation.Write(node.Operator, writer);
            Proto.Node.Add(writer.Finish());
        }

        return Proto;
    }

    private static void RefuseInternalOperators(Graph graph)
    {
        const int most = 5;
        var refused = graph.Nodes.Where(node => TranslationTable.For(node.Operator) is null).ToList();
        if (refused.Count > 0)
        {
            var named = string.Join(", ", refused.Take(most).Select(node => $"'{node.Name}' ({node.Operator.Name})"));
            var more = refused.Count > most ? $" and {refused.Count - most} more" : "";
            throw new DecantException(
                $"Writing the graph '{graph.Name}': {named}{more} exist only inside Decant and never leave it. "
                    + "Write the forward graph, without loss, gradients and fusing."
            );
        }
    }
}
