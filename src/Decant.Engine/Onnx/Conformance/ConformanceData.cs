using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx.Conformance;

/// <summary>One data set of a case: the model read for it, its inputs, and the outputs that are expected.</summary>
/// <param name="Graph">The model; what an operator needs as a constant was computed from the inputs.</param>
/// <param name="Inputs">By name.</param>
/// <param name="Outputs">By name, in the model's order.</param>
/// <param name="Tolerance">How near the outputs must come.</param>
/// <param name="ConstantsFor">The operator for which inputs became constants; null where the model can be read without them.</param>
internal sealed record ConformanceData(
    Graph Graph,
    IReadOnlyDictionary<string, Tensor> Inputs,
    IReadOnlyList<KeyValuePair<string, Tensor>> Outputs,
    ConformanceTolerance Tolerance,
    string? ConstantsFor
)
{
    /// <summary>Reads all files.</summary>
    /// <exception cref="DecantException">A file is damaged, or uses what Decant does not know.</exception>
    public static ConformanceData Read(ConformanceCase @case, string dataSet)
    {
        var bytes = File.ReadAllBytes(@case.Model);
        var model = ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(bytes);
        var inputs = Tensors(ConformanceCase.Files(dataSet, "input"), Given(model.Graph)).ToDictionary();
        var (graph, constantsFor) = ReadModel(@case, bytes, inputs);
        return new(
            graph,
            inputs,
            Tensors(ConformanceCase.Files(dataSet, "output"), model.Graph.Output),
            ConformanceTolerance.For(model.Graph),
            constantsFor
        );
    }

    // Until layout version 3 every initialiser is an input as well, and the files count without them.
    private static List<ValueInfoProto> Given(GraphProto graph)
    {
        var initializers = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        return [.. graph.Input.Where(input => !initializers.Contains(input.Name))];
    }

    // As any user's file first; for these inputs only where an operator cannot do without their numbers.
    private static (Graph Graph, string? ConstantsFor) ReadModel(
        ConformanceCase @case,
        byte[] bytes,
        IReadOnlyDictionary<string, Tensor> inputs
    )
    {
        try
        {
            return (OnnxFile.Read(new MemoryStream(bytes), @case.Model, @case.Folder), null);
        }
        catch (DecantException problem) when (UnsupportedException.In(problem) is { } unsupported)
        {
            using var network = DynamicNetwork.Read(@case.Model);
            return (network.GraphFor(inputs), unsupported.Operator);
        }
    }

    /// <summary>The named sizes, as the inputs have them.</summary>
    public Dictionary<string, int> Sizes()
    {
        var sizes = new Dictionary<string, int>();
        foreach (var input in Graph.Inputs.Where(input => Inputs.ContainsKey(input.Name)))
        {
            foreach (
                var (size, number) in input
                    .Shape.Zip(Inputs[input.Name].Dimensions.ToArray())
                    .Where(pair => !pair.First.IsStatic && pair.First.Factor == 1)
            )
            {
                sizes[size.Symbols] = number;
            }
        }

        return sizes;
    }

    private static List<KeyValuePair<string, Tensor>> Tensors(IReadOnlyList<string> files, IList<ValueInfoProto> values)
    {
        if (files.Count > values.Count)
        {
            throw new DecantException($"{files[values.Count]}: the model has only {values.Count} values of this kind.");
        }

        return [.. files.Zip(values, (file, value) => KeyValuePair.Create(value.Name, Tensor(file, value)))];
    }

    private static Tensor Tensor(string file, ValueInfoProto value) =>
        value.Type?.TensorType is null
            ? throw new UnsupportedException(
                "Sequence or Optional",
                $"'{value.Name}' is no tensor but a sequence, a map or an optional value, which are not known here."
            )
            : TensorFormat.Read(Proto(file, value.Type.TensorType.ElemType), new ExternalData(null));

    private static TensorProto Proto(string file, int declared)
    {
        var tensor = TensorProto.Parser.WithDiscardUnknownFields(true).ParseFrom(File.ReadAllBytes(file));
        if (declared == OnnxElementType.BFloat16 && tensor.DataType == (int)ElementType.UInt16)
        {
            // The standard's own cases keep bfloat16 as the bits of its numbers, because NumPy has no such type.
            tensor.DataType = OnnxElementType.BFloat16;
        }

        return tensor;
    }
}
