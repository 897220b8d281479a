using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Onnx.Translations;

namespace Decant.Engine.Onnx;

/// <summary>ONNX's Constant: a node that is an initialiser in other words, and becomes one.</summary>
internal static class ConstantNode
{
    /// <summary>Whether a node is one.</summary>
    public static bool Is(NodeProto node) => node.OpType == "Constant" && Translation.IsStandard(node.Domain);

    /// <summary>
    /// Puts initialisers into the place of all of them, in branches and bodies too: a file that is read again and again has their numbers
    /// once.
    /// </summary>
    public static void Replace(GraphProto graph)
    {
        var constants = graph.Node.Where(Is).ToList();
        graph.Initializer.Add(constants.Select(TensorOf));
        var others = graph.Node.Except(constants, ReferenceEqualityComparer.Instance).OfType<NodeProto>().ToList();
        graph.Node.Clear();
        graph.Node.Add(others);
        foreach (var inner in others.SelectMany(Subgraph.Of))
        {
            Replace(inner);
        }
    }

    /// <summary>Its numbers, under the name of its output.</summary>
    /// <exception cref="DecantException">It holds something else than numbers.</exception>
    public static TensorProto TensorOf(NodeProto node)
    {
        if (node.Attribute.Count != 1 || node.Output.Count != 1 || node.Input.Count != 0)
        {
            throw Error("expected no input, one output and one attribute");
        }

        var held = node.Attribute[0];
        var tensor = held.Name switch
        {
            "value" when held.T is not null => held.T.Clone(),
            "value_float" => new TensorProto { DataType = (int)ElementType.Float32, FloatData = { held.F } },
            "value_floats" => new TensorProto
            {
                DataType = (int)ElementType.Float32,
                Dims = { held.Floats.Count },
                FloatData = { held.Floats },
            },
            "value_int" => new TensorProto { DataType = (int)ElementType.Int64, Int64Data = { held.I } },
            "value_ints" => new TensorProto
            {
                DataType = (int)ElementType.Int64,
                Dims = { held.Ints.Count },
                Int64Data = { held.Ints },
            },
            _ => throw Error("expected value, value_float(s) or value_int(s)"),
        };
        tensor.Name = node.Output[0];
        return tensor;

        DecantException Error(string expected) =>
            new(
                $"node '{node.Name}' (Constant): {expected}, received "
                    + $"{node.Input.Count} inputs, {node.Output.Count} outputs and the attributes "
                    + $"[{string.Join(", ", node.Attribute.Take(8).Select(attribute => attribute.Name))}]."
            );
    }
}
