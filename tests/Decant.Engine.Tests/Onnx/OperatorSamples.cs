using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// A small graph for every operator that is written, with inputs for it: what round trips and ONNX Runtime are asked about.
/// </summary>
internal static class OperatorSamples
{
    private const ElementType F = ElementType.Float32;
    private const ElementType B = ElementType.Bool;

    public static readonly IReadOnlyDictionary<string, Action<Graph>> All = new SortedDictionary<string, Action<Graph>>(
        StringComparer.Ordinal
    )
    {
        ["Abs"] = g => Out(g, In(g, "N", 5).Abs()),
        ["Add"] = g => Out(g, In(g, "N", 5) + In(g, 5)),
        ["And"] = g => Out(g, InOf(g, B, "N", 5).And(InOf(g, B, 5))),
        ["Atan"] = g => Out(g, In(g, "N", 5).Atan()),
        ["AveragePool"] = g => Out(g, In(g, "N", 2, 7, 6).AveragePool(new Window(3, 2, 2, 2, 1, 0, 1, 0))),
        ["AveragePool counting its padding"] = g => Out(g, In(g, "N", 2, 7, 6).AveragePool(Window.Square(3, 2, 1), countIncludePad: true)),
        ["BatchNormalization"] = g =>
            Out(
                g,
                In(g, "N", 3, 4, 4)
                    .BatchNormalization(
                        Data(g, 3),
                        Data(g, 3),
                        Data(g, 3),
                        g.AddParameter("variance", Tensor.From<float>([1.5f, 0.5f, 2])),
                        1e-3
                    )
            ),
        ["BitShift"] = g =>
            Out(g, g.Add(new BitShift(Left: true), Whole(g).Cast(ElementType.UInt8), Whole(g).Cast(ElementType.UInt8)).Cast(F)),
        ["BitwiseAnd"] = g => Out(g, Whole(g).BitwiseAnd(Whole(g)).Cast(F)),
        ["BitwiseNot"] = g => Out(g, Whole(g).BitwiseNot().Cast(F)),
        ["BitwiseOr"] = g => Out(g, Whole(g).BitwiseOr(Whole(g)).Cast(F)),
        ["BitwiseXor"] = g => Out(g, Whole(g).BitwiseXor(Whole(g)).Cast(F)),
        ["BroadcastTo"] = g => Out(g, In(g, "N", 1, 4).BroadcastTo(new Shape(2, "N", 3, 4))),
        ["Cast"] = g => Out(g, In(g, "N", 5).Cast(ElementType.Int32)),
        ["Cast of truth values"] = g => Out(g, InOf(g, B, "N", 5).Cast(F)),
        ["Ceil"] = g => Out(g, (In(g, "N", 5) * 7).Ceil()),
        ["Clip"] = g => Out(g, In(g, "N", 5).Clip(-0.3, 0.6)),
        ["Clip from above"] = g => Out(g, g.Add(new Clip(Maximum: 0.25), In(g, "N", 5))),
        ["Concat"] = g => Out(g, new[] { In(g, "N", 2, 4), In(g, "N", 3, 4) }.Concat(-2)),
        ["Conv"] = g => Out(g, In(g, "N", 4, 7, 8).Conv(Data(g, 6, 2, 3, 2), Data(g, 6), new Window(0, 0, 2, 1, 1, 0, 2, 1, 1, 2), 2)),
        ["Conv without bias"] = g => Out(g, In(g, "N", 2, 5, 5).Conv(Data(g, 3, 2, 3, 3), null, Window.Square(3, 1, 1))),
        ["ConvTranspose"] = g =>
            Out(g, In(g, "N", 4, 3, 5).ConvTranspose(Data(g, 4, 3, 3, 2), new Window(0, 0, 2, 1, 1, 0, 0, 1, 1, 2), 2)),
        ["ConvTranspose with rows more"] = g =>
            Out(
                g,
                g.Add(new ConvTranspose(new Window(StrideHeight: 2, StrideWidth: 3), 1, 1, 2), In(g, "N", 4, 3, 5), Data(g, 4, 3, 3, 2))
            ),
        ["Cos"] = g => Out(g, In(g, "N", 5).Cos()),
        ["CumSum"] = g => Out(g, In(g, "N", 5, 2).CumSum(1, exclusive: true, reverse: true)),
        ["Div"] = g => Out(g, In(g, "N", 5) / Data(g, 5)),
        ["Dropout"] = g => Out(g, In(g, "N", 5).Dropout(0.2)),
        ["Elu"] = g => Out(g, In(g, "N", 5).Elu(0.7)),
        ["Equal"] = g => Out(g, In(g, "N", 5).Cast(ElementType.Int32).IsEqualTo(In(g, "N", 5).Cast(ElementType.Int32))),
        ["Erf"] = g => Out(g, In(g, "N", 5).Erf()),
        ["Exp"] = g => Out(g, In(g, "N", 5).Exp()),
        ["Flatten"] = g => Out(g, In(g, "N", 3, 4).Flatten(2)),
        ["Floor"] = g => Out(g, (In(g, "N", 5) * 7).Floor()),
        ["Gather"] = g => Out(g, In(g, "N", 4, 3).Gather(g.AddInitializer("indices", Tensor.From<long>([0, -1, 2, 2], 2, 2)), 1)),
        ["GatherElements"] = g =>
            Out(g, In(g, 2, 3).GatherElements(g.AddInitializer("indices", Tensor.From<long>([0, -1, 2, 2], 2, 2)), 1)),
        ["Gemm"] = g => Out(g, In(g, "N", 5).Linear(Data(g, 3, 5), Data(g, 3))),
        ["Gemm transposed"] = g => Out(g, g.Add(new Gemm(TransposeA: true), In(g, 4, "N"), Data(g, 4, 3), Data(g, 1, 3))),
        ["GlobalAveragePool"] = g => Out(g, In(g, "N", 3, 4, 5).GlobalAveragePool()),
        ["Greater"] = g => Out(g, In(g, "N", 5).IsGreaterThan(In(g, "N", 5))),
        ["GreaterOrEqual"] = g => Out(g, In(g, "N", 5).IsAtLeast(Data(g, 5))),
        ["GRU"] = g => Out(g, Recurrent(g, new GRU(3, RecurrentDirection.Bidirectional), lengths: true)),
        ["GRU reset after"] = g => Out(g, Recurrent(g, new GRU(3, RecurrentDirection.Reverse, ResetAfter: true), lengths: true)),
        ["GRU with other functions"] = g =>
            Out(
                g,
                Recurrent(
                    g,
                    new GRU(
                        3,
                        Activations: [new(RecurrentFunction.HardSigmoid, 0.3, 0.4), new(RecurrentFunction.ScaledTanh, 1.2, 0.7)],
                        Clip: 0.5
                    )
                )
            ),
        ["Identity"] = g => Out(g, In(g, "N", 5).Identity()),
        ["LeakyRelu"] = g => Out(g, In(g, "N", 5).LeakyRelu(0.1)),
        ["Less"] = g => Out(g, In(g, "N", 5).IsLessThan(In(g, "N", 5))),
        ["LessOrEqual"] = g => Out(g, In(g, "N", 5).IsAtMost(Data(g, 5))),
        ["Log"] = g => Out(g, In(g, "N", 5).Abs().Log()),
        ["LogSoftmax"] = g => Out(g, In(g, "N", 5, 3).LogSoftmax(1)),
        ["LSTM"] = g => Out(g, Recurrent(g, new LSTM(3, RecurrentDirection.Bidirectional), lengths: true)),
        ["LSTM clipped"] = g => Out(g, Recurrent(g, new LSTM(3, Clip: 0.3))),
        ["LSTM coupled"] = g => Out(g, Recurrent(g, new LSTM(3, Coupled: true))),
        ["LSTM with other functions"] = g =>
            Out(
                g,
                Recurrent(
                    g,
                    new LSTM(
                        3,
                        RecurrentDirection.Reverse,
                        [
                            new(RecurrentFunction.HardSigmoid, 0.3, 0.4),
                            new(RecurrentFunction.LeakyRelu, 0.2),
                            RecurrentActivation.Of(RecurrentFunction.Softsign),
                        ]
                    )
                )
            ),
        ["MatMul"] = g => Out(g, In(g, "N", 2, 3).MatMul(Data(g, 2, 3, 4).Slice(0, 0, 1))),
        ["Max"] = g => Out(g, In(g, "N", 5).Max(In(g, "N", 1))),
        ["MaxPool"] = g => Out(g, In(g, "N", 2, 7, 6).MaxPool(new Window(3, 2, 2, 2, 1, 0, 1, 1, 1, 2, CeilMode: true))),
        ["Min"] = g => Out(g, In(g, "N", 5).Min(Data(g, 5))),
        ["Mod"] = g => Out(g, (Whole(g) - Whole(g)).Mod(Whole(g) + Whole(g).Constant(1)).Cast(F)),
        ["Mod of fractions"] = g => Out(g, In(g, "N", 5).Mod(Data(g, 5), truncated: true)),
        ["Mul"] = g => Out(g, In(g, "N", 5) * 1.5),
        ["Neg"] = g => Out(g, -In(g, "N", 5)),
        ["Not"] = g => Out(g, g.Add(new Not(), InOf(g, B, "N", 5))),
        ["Or"] = g => Out(g, InOf(g, B, "N", 5).Or(InOf(g, B, 5))),
        ["Pad"] = g => Out(g, In(g, "N", 2, 3).Pad([0, 1, 0], [0, 0, 2], 0.1)),
        ["Pow"] = g => Out(g, In(g, "N", 5).Abs().Pow(1.5)),
        ["Reciprocal"] = g => Out(g, In(g, "N", 5).Reciprocal()),
        ["ReduceMax"] = g => Out(g, In(g, "N", 5, 2).ReduceMax([-1], keepDimensions: true)),
        ["ReduceMean"] = g => Out(g, In(g, "N", 5, 2).ReduceMean([1, 2])),
        ["ReduceMin"] = g => Out(g, In(g, "N", 5, 2).ReduceMin([0])),
        ["ReduceProd"] = g => Out(g, In(g, "N", 5, 2).ReduceProd([1])),
        ["ReduceSum"] = g => Out(g, In(g, "N", 5, 2).ReduceSum([1])),
        ["ReduceSum over all"] = g => Out(g, In(g, "N", 5, 2).ReduceSum()),
        ["Relu"] = g => Out(g, In(g, "N", 5).Relu()),
        ["Reshape"] = g => Out(g, In(g, "N", 4, 3).Reshape(new Shape("N", 2, 6))),
        ["Reshape of nothing"] = g => Out(g, In(g, 0, 4).Reshape(new Shape(2, 0, 3))),
        ["Reshape that merges the batch"] = g => Out(g, In(g, "N", 4, 3).Reshape(new Shape(new Dimension("N") * 2, 6))),
        ["RNN"] = g => Out(g, Recurrent(g, new RNN(3, RecurrentDirection.Bidirectional), lengths: true)),
        ["RNN with ELU and Softplus"] = g =>
            Out(
                g,
                Recurrent(
                    g,
                    new RNN(
                        3,
                        RecurrentDirection.Bidirectional,
                        [new(RecurrentFunction.Elu, 0.6), RecurrentActivation.Of(RecurrentFunction.Softplus)]
                    )
                )
            ),
        ["Round"] = g => Out(g, (In(g, "N", 5) * 7).Round()),
        ["ScatterElements"] = g =>
            Out(g, In(g, 3, 3).ScatterElements(g.AddInitializer("indices", Tensor.From<long>([0, -1, 2, 2], 2, 2)), Data(g, 2, 2), 1)),
        ["ShapeOf"] = g => Out(g, In(g, "N", 5).ShapeOf().Cast(F)),
        ["Sigmoid"] = g => Out(g, In(g, "N", 5).Sigmoid()),
        ["Sign"] = g => Out(g, In(g, "N", 5).Sign()),
        ["Sin"] = g => Out(g, In(g, "N", 5).Sin()),
        ["Slice"] = g => Out(g, g.Add(new Slice([1, -1], [int.MaxValue, long.MinValue], [1, -1], [2, -1]), In(g, "N", 5, 4))),
        ["Slice of the first axes"] = g => Out(g, g.Add(new Slice([1], [3]), In(g, 5, 4))),
        ["Softmax"] = g => Out(g, In(g, "N", 5, 3).Softmax(1)),
        ["Softplus"] = g => Out(g, In(g, "N", 5).Softplus()),
        ["Sqrt"] = g => Out(g, In(g, "N", 5).Abs().Sqrt()),
        ["Squeeze"] = g => Out(g, g.Add(new Squeeze([1, -1]), In(g, "N", 1, 5, 1))),
        ["Squeeze of all"] = g => Out(g, g.Add(new Squeeze(), In(g, 3, 1, 5, 1))),
        ["Sub"] = g => Out(g, 1 - In(g, "N", 5)),
        ["Tanh"] = g => Out(g, In(g, "N", 5).Tanh()),
        ["TopK"] = g => Out(g, In(g, "N", 7, 3).TopK(3, 1).Values),
        ["TopK of the smallest, positions"] = g => Out(g, In(g, "N", 7).TopK(5, largest: false).Positions),
        ["Transpose"] = g => Out(g, In(g, "N", 5, 3).Transpose(2, 0, 1)),
        ["Transpose turning round"] = g => Out(g, g.Add(new Transpose(), In(g, "N", 5, 3))),
        ["Unsqueeze"] = g => Out(g, In(g, "N", 5).Unsqueeze(0, -1)),
        ["Where"] = g => Out(g, InOf(g, B, "N", 5).Where(In(g, 5), In(g, "N", 1))),
        ["Xor"] = g => Out(g, InOf(g, B, "N", 5).Xor(InOf(g, B, 5))),
    };

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>The graph of a name.</summary>
    public static Graph Make(string name)
    {
        var graph = new Graph(name);
        All[name](graph);
        return graph;
    }

    /// <summary>Numbers for all inputs of a graph, between −1 and 1, the same at every call; unknown sizes become 3.</summary>
    public static Dictionary<string, Tensor> InputsOf(Graph graph) => RandomInputs.Of(graph, 3);

    /// <summary>The oldest opset that has all operators of a sample.</summary>
    public static int OldestOpset(string name) => name.StartsWith("Bitwise", StringComparison.Ordinal) ? 18 : 14;

    // Whole numbers from 0 to 6.
    private static Value Whole(Graph graph) => (In(graph, "N", 5) * 6).Abs().Cast(ElementType.Int32);

    // The sequence and the last states of four steps, three samples and two features, with everything optional.
    private static Value Recurrent(Graph graph, Recurrence layer, bool lengths = false)
    {
        var (directions, rows) = (layer.Directions, layer.Gates * layer.HiddenSize);
        var ends = lengths ? graph.AddInitializer("lengths", Tensor.From<int>([4, 1, 3], 3)) : null;
        List<Value?> inputs =
        [
            In(graph, 4, 3, 2),
            Data(graph, directions, rows, 2),
            Data(graph, directions, rows, layer.HiddenSize),
            Data(graph, directions, 2 * rows),
            ends,
            In(graph, directions, 3, layer.HiddenSize),
        ];
        inputs.AddRange(layer is LSTM ? [In(graph, directions, 3, layer.HiddenSize), Data(graph, directions, 3 * layer.HiddenSize)] : []);
        var node = graph.AddNode(layer, [.. inputs]);
        return layer is LSTM ? node.Outputs[0] + (node.Outputs[1] * node.Outputs[2]) : node.Outputs[0] + node.Outputs[1];
    }

    private static Value In(Graph graph, params Dimension[] shape) => InOf(graph, F, shape);

    private static Value InOf(Graph graph, ElementType type, params Dimension[] shape) =>
        graph.AddInput($"x{graph.Inputs.Count}", type, new Shape(shape));

    private static Value Data(Graph graph, params int[] sizes)
    {
        var name = $"w{graph.Initializers.Count}";
        return graph.AddParameter(name, RandomInputs.Numbers(name, F, sizes));
    }

    private static void Out(Graph graph, Value value) => graph.AddOutput(value, "y");
}
