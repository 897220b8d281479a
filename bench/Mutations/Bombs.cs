using Decant.Engine.Onnx.Format;
using Decant.Engine.Randomness;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;

namespace Decant.Mutations.Bench;

/// <summary>Nodes of a few bytes that ask for gigabytes, or for ages, while a model is read.</summary>
internal static class Bombs
{
    /// <summary>Puts one into a model; half of the time something that was there reads it.</summary>
    public static void Add(ModelProto model, ref RandomStream stream)
    {
        var name = $"bomb{model.Graph.Node.Count}";
        var victim = ModelDamage.Name(model, ref stream);
        var made = Make(name, victim, ref stream);
        model.Graph.Initializer.Add(made.Numbers);
        var place = stream.NextInt32(model.Graph.Node.Count + 1);
        foreach (var node in made.Nodes.Reverse())
        {
            model.Graph.Node.Insert(place, node);
        }

        if (stream.NextInt32(2) == 0)
        {
            model.Graph.Output.Add(new ValueInfoProto { Name = name });
        }
        else if (model.Graph.Node[stream.NextInt32(model.Graph.Node.Count)] is { Input.Count: > 0 } reader)
        {
            reader.Input[stream.NextInt32(reader.Input.Count)] = name;
        }
    }

    private static (NodeProto[] Nodes, TensorProto[] Numbers) Make(string name, string victim, ref RandomStream stream)
    {
        var (a, b) = (HostileNumbers.Next(ref stream), HostileNumbers.Next(ref stream));
        var numbers = Longs($"{name}/numbers", a, b);
        var number = Longs($"{name}/number", a);
        number.Dims.Clear();
        var (list, one) = (numbers.Name, number.Name);
        TensorProto[] both = [numbers, number];
        return stream.NextInt32(16) switch
        {
            0 => ([Node("ConstantOfShape", name, [], list)], both),
            1 => ([Node("ConstantOfShape", $"{name}/zeros", [], list), Node("NonZero", name, [], $"{name}/zeros")], both),
            2 => ([Node("Range", name, [], one, one, one)], both),
            3 => (
                [Node("Range", name, [], $"{name}/zero", one, $"{name}/one")],
                [.. both, Scalar($"{name}/zero", 0), Scalar($"{name}/one", 1)]
            ),
            4 => ([Node("Expand", $"{name}/wide", [], one, list), Node("ReduceSum", name, [], $"{name}/wide")], both),
            5 => ([Node("Tile", name, [], victim, list)], both),
            6 => (
                [Node("Tile", $"{name}/wide", [], list, $"{name}/times"), Node("Reshape", name, [], victim, $"{name}/wide")],
                [.. both, Longs($"{name}/times", a)]
            ),
            7 => ([Node("OneHot", name, [], list, one, list)], both),
            8 => ([Node("Resize", name, [Text("mode", "linear")], victim, "", "", list)], both),
            9 => ([Node("Pad", name, [], victim, list)], both),
            10 => ([Node("EyeLike", name, [], victim)], both),
            11 => ([Node("HannWindow", name, [], one)], both),
            12 => ([Node("Split", name, [Int("num_outputs", a)], victim)], both),
            13 => ([Rounds(name, one, victim, 1)], both),
            14 => ([Rounds(name, one, victim, 3)], both),
            _ => ([.. Doubled(name, list)], both),
        };
    }

    // Loops in a loop.
    private static NodeProto Rounds(string name, string count, string victim, int depth)
    {
        var body = new GraphProto { Name = "body" };
        body.Input.Add([
            new ValueInfoProto { Name = $"{name}/i" },
            new ValueInfoProto { Name = $"{name}/goes" },
            new ValueInfoProto { Name = $"{name}/x" },
        ]);
        body.Node.Add(depth > 1 ? Rounds($"{name}/inner", count, $"{name}/x", depth - 1) : Node("Relu", $"{name}/inner", [], $"{name}/x"));
        body.Output.Add([new ValueInfoProto { Name = $"{name}/goes" }, new ValueInfoProto { Name = $"{name}/inner" }]);
        return Node(
            "Loop",
            name,
            [
                new AttributeProto
                {
                    Name = "body",
                    Type = AttributeType.Graph,
                    G = body,
                },
            ],
            count,
            "",
            victim
        );
    }

    // A list that is joined with itself forty times over.
    private static IEnumerable<NodeProto> Doubled(string name, string list)
    {
        const int times = 40;
        for (var i = 0; i < times; i++)
        {
            var from = i == 0 ? list : $"{name}/{i - 1}";
            yield return Node("Concat", i == times - 1 ? name : $"{name}/{i}", [Int("axis", 0)], from, from);
        }
    }

    private static NodeProto Node(string type, string output, AttributeProto[] attributes, params string[] inputs) =>
        new()
        {
            Name = output,
            OpType = type,
            Input = { inputs },
            Output = { output },
            Attribute = { attributes },
        };

    private static AttributeProto Int(string name, long value) =>
        new()
        {
            Name = name,
            Type = AttributeType.Int,
            I = value,
        };

    private static AttributeProto Text(string name, string value) =>
        new()
        {
            Name = name,
            Type = AttributeType.String,
            S = Google.Protobuf.ByteString.CopyFromUtf8(value),
        };

    private static TensorProto Longs(string name, params long[] values) =>
        new()
        {
            Name = name,
            DataType = 7,
            Dims = { values.Length },
            Int64Data = { values },
        };

    private static TensorProto Scalar(string name, long value) =>
        new()
        {
            Name = name,
            DataType = 7,
            Int64Data = { value },
        };
}
