using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Tests.Onnx;
using Torch = TorchSharp.torch;

namespace Decant.PyTorch.Tests;

/// <summary>A network as another program writes it to an ONNX file, node by node, with weights that PyTorch holds.</summary>
internal sealed class OnnxNetwork
{
    private const int Opset = 21;
    private readonly List<NodeProto> _nodes = [];
    private readonly List<TensorProto> _weights = [];
    private readonly Dictionary<string, Func<Torch.Tensor>> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<Torch.Tensor>> _states = new(StringComparer.Ordinal);

    /// <summary>What training changes: name in the file, and its numbers in PyTorch at any moment.</summary>
    public IReadOnlyDictionary<string, Func<Torch.Tensor>> Parameters => _parameters;

    /// <summary>Running statistics.</summary>
    public IReadOnlyDictionary<string, Func<Torch.Tensor>> States => _states;

    /// <summary>A weight.</summary>
    public string Weight(string name, Func<Torch.Tensor> now) => Stored(_parameters, name, now);

    /// <summary>A running statistic.</summary>
    public string State(string name, Func<Torch.Tensor> now) => Stored(_states, name, now);

    /// <summary>A number or numbers of a formula: a Constant node.</summary>
    public string Constant(params float[] numbers) => Constant(HandMade.Floats("value", [numbers.Length], numbers));

    /// <summary>One number without axes.</summary>
    public string Scalar(float number) => Constant(HandMade.Floats("value", [], number));

    /// <summary>Whole numbers of a formula.</summary>
    public string Longs(params long[] numbers) => Constant(HandMade.Longs("value", numbers));

    /// <summary>Adds a node with one output.</summary>
    public string Add(string @operator, string inputs, params AttributeProto[] attributes) => Add(@operator, inputs, 1, attributes)[0];

    /// <summary>Adds a node.</summary>
    public string[] Add(string @operator, string inputs, int outputs, params AttributeProto[] attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(i => $"v{_nodes.Count}.{i}")];
        _nodes.Add(HandMade.Node(@operator, inputs, string.Join(' ', names), attributes));
        return names;
    }

    /// <summary>The file, read.</summary>
    /// <param name="output">The value that answers; it is named <c>logits</c>.</param>
    /// <param name="sample">Sizes of a sample.</param>
    public Graph Read(string output, IEnumerable<long> sample)
    {
        var input = HandMade.Input("input", [1, .. sample]);
        input.Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "N" };
        return HandMade.Read(HandMade.Model(Opset, "logits", [input, .. _weights, .. _nodes, HandMade.Node("Identity", output, "logits")]));
    }

    private string Stored(Dictionary<string, Func<Torch.Tensor>> where, string name, Func<Torch.Tensor> now)
    {
        using var tensor = now();
        where.Add(name, now);
        _weights.Add(
            HandMade.Floats(name, [.. tensor.shape.Select(size => (int)size)], [.. TorchNumbers.Of(tensor).Select(number => (float)number)])
        );
        return name;
    }

    private string Constant(TensorProto tensor) =>
        Add(
            "Constant",
            "",
            new AttributeProto
            {
                Name = "value",
                Type = AttributeProto.Types.AttributeType.Tensor,
                T = tensor,
            }
        );
}
