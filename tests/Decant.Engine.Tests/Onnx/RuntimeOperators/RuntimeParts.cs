using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx.RuntimeOperators;

/// <summary>Parts of the models with operators of ONNX Runtime's tools.</summary>
internal static class RuntimeParts
{
    // One step of a quantised result. Scales are such that hardly a number lies in the middle of two steps, where either is right.
    public const float Step = 0.0211f;

    public static IMessage[] Result => [Floats("sy", [], Step), Zero("zy", 120)];

    public static NodeProto Back => Node("DequantizeLinear", "qy sy zy", "y");

    public static IMessage[] Embedding =>
        [
            Input("tokens", 7, 8),
            Input("places", 5, 8),
            Input("segments", 2, 8),
            Input("g", 8),
            Input("h", 8),
            Held("ids", Tensor.From<int>([0, 6, 2, 3, 3, 1], 2, 3)),
            Held("kinds", Tensor.From<int>([0, 0, 1, 1, 0, 1], 2, 3)),
        ];

    public static ModelProto Runtime(IMessage[] parts) => Runtime(["y"], parts);

    public static ModelProto Runtime(string[] outputs, params IMessage[] parts)
    {
        var model = Model(21, outputs[0], parts);
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        model.IrVersion = 10;
        model.Graph.Output.Add(
            outputs
                .Skip(1)
                .Select(name => new ValueInfoProto
                {
                    Name = name,
                    Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } },
                })
        );
        foreach (var node in model.Graph.Node)
        {
            for (var i = 0; i < node.Output.Count; i++)
            {
                node.Output[i] = node.Output[i] == "." ? "" : node.Output[i];
            }
        }

        return model;
    }

    public static NodeProto Own(string @operator, string inputs, string outputs, params AttributeProto[] attributes)
    {
        var node = Node(@operator, inputs, outputs, attributes);
        node.Domain = "com.microsoft";
        return node;
    }

    public static IMessage[] Quantising(string name, params long[] sizes) =>
        [
            Input(name, sizes),
            Floats($"s{name}", [], 0.0097f),
            Zero($"z{name}", 110),
            Node("QuantizeLinear", $"{name} s{name} z{name}", $"q{name}"),
        ];

    public static ModelProto QuantisedImage(NodeProto node) => Runtime([.. Quantising("a", 2, 3, 5, 4), .. Result, node, Back]);

    public static ModelProto Attention(string inputs, params AttributeProto[] attributes) => Attention(inputs, [], attributes);

    public static ModelProto Attention(string inputs, IMessage[] parts, params AttributeProto[] attributes) =>
        Runtime([
            Input("x", 2, 3, 8),
            Input("w", 8, 24),
            Input("b", 24),
            .. parts,
            Own("Attention", inputs, "y", [Int("num_heads", 2), .. attributes.Where(attribute => attribute.Name != "num_heads")]),
        ]);

    public static ModelProto Turned(IMessage[] parts, ValueInfoProto x, params AttributeProto[] attributes) =>
        Runtime([x, Input("cos", 6, 4), Input("sin", 6, 4), .. parts, Own("RotaryEmbedding", "x at cos sin", "y", attributes)]);

    public static TensorProto Held(string name, Tensor data) => TensorFormat.Write(name, data);

    public static TensorProto Zero(string name, byte number) => Held(name, Tensor.Scalar(number));
}
