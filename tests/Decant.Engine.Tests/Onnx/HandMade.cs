using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Models as another program would write them, of any opset and in any order; and the bytes of a graph.</summary>
internal static class HandMade
{
    public static ModelProto Model(int opset, string output, params IMessage[] parts)
    {
        var model = new ModelProto
        {
            IrVersion = 7,
            OpsetImport = { new OperatorSetIdProto { Version = opset } },
            Graph = new GraphProto { Name = "made" },
        };
        model.Graph.Node.Add(parts.OfType<NodeProto>());
        model.Graph.Initializer.Add(parts.OfType<TensorProto>());
        model.Graph.Input.Add(parts.OfType<ValueInfoProto>());
        model.Graph.Output.Add(
            new ValueInfoProto
            {
                Name = output,
                Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } },
            }
        );
        return model;
    }

    public static NodeProto Node(string @operator, string inputs, string outputs, params AttributeProto[] attributes) =>
        new()
        {
            Name = $"node of {outputs}",
            OpType = @operator,
            Input = { inputs.Length == 0 ? [] : inputs.Split(' ').Select(name => name == "-" ? "" : name) },
            Output = { outputs.Split(' ') },
            Attribute = { attributes },
        };

    public static ValueInfoProto Input(string name, params long[] sizes) => InputOf(1, name, sizes);

    public static ValueInfoProto InputOf(int type, string name, params long[] sizes) =>
        new()
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor
                {
                    ElemType = type,
                    Shape = new TensorShapeProto
                    {
                        Dim = { sizes.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }) },
                    },
                },
            },
        };

    public static TensorProto Floats(string name, int[] sizes, params float[] numbers) =>
        TensorFormat.Write(name, sizes.Length == 0 ? Tensor.Scalar(numbers[0]) : Tensor.From<float>(numbers, sizes));

    public static TensorProto Longs(string name, params long[] numbers) =>
        TensorFormat.Write(name, Tensor.From<long>(numbers, numbers.Length));

    public static AttributeProto Int(string name, long value) =>
        new()
        {
            Name = name,
            Type = AttributeType.Int,
            I = value,
        };

    public static AttributeProto Ints(string name, params long[] values) =>
        new()
        {
            Name = name,
            Type = AttributeType.Ints,
            Ints = { values },
        };

    public static AttributeProto Float(string name, float value) =>
        new()
        {
            Name = name,
            Type = AttributeType.Float,
            F = value,
        };

    public static AttributeProto Text(string name, string value) =>
        new()
        {
            Name = name,
            Type = AttributeType.String,
            S = ByteString.CopyFromUtf8(value),
        };

    public static Graph Read(ModelProto model) => Read(model.ToByteArray());

    public static Graph Read(byte[] bytes) => OnnxFile.Read(new MemoryStream(bytes), "made.onnx");

    public static byte[] Write(Graph graph, int opset = OnnxFile.DefaultOpset)
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(graph, stream, opset);
        return stream.ToArray();
    }

    public static string Refusal(ModelProto model) => Refusal(model.ToByteArray());

    public static string Refusal(byte[] bytes) => Assert.Throws<DecantException>(() => Read(bytes)).Message;
}
