using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Onnx.Translations;
using Decant.Engine.Randomness;
using Google.Protobuf;

namespace Decant.Mutations.Bench;

/// <summary>
/// Damage that leaves a well-formed ONNX file which lies: about sizes, numbers, names, operators and attributes. It reaches the logic of
/// reading, where damaged bytes seldom get.
/// </summary>
internal static class ModelDamage
{
    private delegate void Change(ModelProto model, ref RandomStream stream);

    private static readonly Change[] s_changes =
    [
        Sizes,
        Numbers,
        Attributes,
        Attributes,
        Inputs,
        Inputs,
        Outputs,
        Operators,
        Declarations,
        Nodes,
        Versions,
        Bombs.Add,
        Bombs.Add,
        Bombs.Add,
    ];

    /// <summary>A model with one to three lies in it.</summary>
    public static byte[] Apply(ModelProto model, ref RandomStream stream)
    {
        var damaged = model.Clone();
        for (var lies = 1 + stream.NextInt32(3); lies > 0; lies--)
        {
            s_changes[stream.NextInt32(s_changes.Length)](damaged, ref stream);
        }

        return damaged.ToByteArray();
    }

    // An initialiser says other sizes, or another type.
    private static void Sizes(ModelProto model, ref RandomStream stream)
    {
        if (Pick(model.Graph.Initializer, ref stream) is not { } tensor)
        {
            return;
        }

        switch (stream.NextInt32(4))
        {
            case 0:
                tensor.DataType = stream.NextInt32(26);
                break;
            case 1:
                tensor.Dims.Add(HostileNumbers.Next(ref stream));
                break;
            case 2 when tensor.Dims.Count > 1:
                (tensor.Dims[0], tensor.Dims[^1]) = (tensor.Dims[^1], tensor.Dims[0]);
                break;
            case 3 when tensor.Dims.Count > 0:
                var axis = stream.NextInt32(tensor.Dims.Count);
                tensor.Dims[axis] = HostileNumbers.Near(ref stream, tensor.Dims[axis]);
                break;
            default:
                tensor.Dims.Clear();
                break;
        }
    }

    // Whole numbers that are pads, shapes, axes, counts.
    private static void Numbers(ModelProto model, ref RandomStream stream)
    {
        var lists = model
            .Graph.Initializer.Concat(
                model
                    .Graph.Node.Where(ConstantNode.Is)
                    .SelectMany(node => node.Attribute)
                    .Select(held => held.T)
                    .Where(tensor => tensor is not null)
            )
            .Where(tensor => tensor.DataType == 7)
            .ToList();
        if (Pick(lists, ref stream) is not { } list)
        {
            return;
        }

        var count = Math.Max(1, list.RawData.Length > 0 ? list.RawData.Length / sizeof(long) : list.Int64Data.Count);
        var old =
            list.RawData.Length > 0
                ? System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(list.RawData.Span).ToArray()
                : [.. list.Int64Data];
        Array.Resize(ref old, count);
        var place = stream.NextInt32(count);
        old[place] = HostileNumbers.Near(ref stream, old[place]);
        list.RawData = ByteString.Empty;
        list.Int64Data.Clear();
        list.Int64Data.Add(old);
    }

    private static void Attributes(ModelProto model, ref RandomStream stream)
    {
        var nodes = model.Graph.Node.Where(node => node.Attribute.Count > 0).ToList();
        if (Pick(nodes, ref stream) is not { } node || Pick(node.Attribute, ref stream) is not { } attribute)
        {
            return;
        }

        switch (stream.NextInt32(8))
        {
            case 0:
                node.Attribute.Remove(attribute);
                break;
            case 1:
                attribute.Type = (AttributeProto.Types.AttributeType)stream.NextInt32(12);
                break;
            case 2:
                attribute.Ints.Add(HostileNumbers.Next(ref stream));
                break;
            case 3:
                attribute.Ints.Clear();
                break;
            case 4:
                attribute.S = ByteString.CopyFromUtf8("VALID");
                break;
            default:
                attribute.I = HostileNumbers.Near(ref stream, attribute.I);
                attribute.F = HostileNumbers.NextFloat(ref stream);
                if (attribute.Ints.Count > 0)
                {
                    var place = stream.NextInt32(attribute.Ints.Count);
                    attribute.Ints[place] = HostileNumbers.Near(ref stream, attribute.Ints[place]);
                }

                break;
        }
    }

    // A node reads something else: a circle, another type, nothing.
    private static void Inputs(ModelProto model, ref RandomStream stream)
    {
        if (Pick(model.Graph.Node, ref stream) is not { } node)
        {
            return;
        }

        var name = stream.NextInt32(6) == 0 ? "" : Name(model, ref stream);
        if (node.Input.Count == 0 || stream.NextInt32(5) == 0)
        {
            node.Input.Add(name);
        }
        else if (stream.NextInt32(5) == 0)
        {
            node.Input.RemoveAt(stream.NextInt32(node.Input.Count));
        }
        else
        {
            node.Input[stream.NextInt32(node.Input.Count)] = name;
        }
    }

    private static void Outputs(ModelProto model, ref RandomStream stream)
    {
        if (stream.NextInt32(2) == 0 && Pick(model.Graph.Output, ref stream) is { } output)
        {
            output.Name = Name(model, ref stream);
        }
        else if (Pick(model.Graph.Node, ref stream) is { Output.Count: > 0 } node)
        {
            node.Output[stream.NextInt32(node.Output.Count)] = stream.NextInt32(2) == 0 ? Name(model, ref stream) : "";
        }
    }

    private static void Operators(ModelProto model, ref RandomStream stream)
    {
        string[] known = [.. TranslationTable.Readable];
        if (Pick(model.Graph.Node, ref stream) is { } node)
        {
            node.OpType = known[stream.NextInt32(known.Length)];
        }
    }

    // What an input is said to be.
    private static void Declarations(ModelProto model, ref RandomStream stream)
    {
        if (Pick(model.Graph.Input, ref stream)?.Type?.TensorType is not { Shape: { } shape } tensor)
        {
            return;
        }

        if (stream.NextInt32(5) == 0)
        {
            tensor.ElemType = stream.NextInt32(26);
        }
        else if (stream.NextInt32(5) == 0 || shape.Dim.Count == 0)
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = HostileNumbers.Next(ref stream) });
        }
        else
        {
            var size = shape.Dim[stream.NextInt32(shape.Dim.Count)];
            if (stream.NextInt32(2) == 0)
            {
                size.DimParam = stream.NextInt32(2) == 0 ? "N" : "N*100000*N";
            }
            else
            {
                size.DimValue = HostileNumbers.Near(ref stream, size.DimValue);
            }
        }
    }

    private static void Nodes(ModelProto model, ref RandomStream stream)
    {
        if (Pick(model.Graph.Node, ref stream) is not { } node)
        {
            return;
        }

        if (stream.NextInt32(2) == 0)
        {
            model.Graph.Node.Remove(node);
        }
        else
        {
            model.Graph.Node.Insert(stream.NextInt32(model.Graph.Node.Count), node.Clone());
        }
    }

    private static void Versions(ModelProto model, ref RandomStream stream)
    {
        if (Pick(model.OpsetImport, ref stream) is { } import)
        {
            import.Version = 7 + stream.NextInt32(18);
        }
    }

    /// <summary>A name that is somewhere in the model.</summary>
    internal static string Name(ModelProto model, ref RandomStream stream)
    {
        string[] names =
        [
            .. model.Graph.Node.SelectMany(node => node.Output),
            .. model.Graph.Input.Select(input => input.Name),
            .. model.Graph.Initializer.Select(tensor => tensor.Name),
        ];
        return names.Length == 0 ? "" : names[stream.NextInt32(names.Length)];
    }

    private static T? Pick<T>(IList<T> list, ref RandomStream stream)
        where T : class => list.Count == 0 ? null : list[stream.NextInt32(list.Count)];
}
