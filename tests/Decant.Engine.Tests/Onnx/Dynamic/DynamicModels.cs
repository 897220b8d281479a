using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx.Dynamic;

/// <summary>Models whose form depends on what comes when they run, with inputs that lead to different forms.</summary>
internal static class DynamicModels
{
    public sealed record Sample(ModelProto Model, params Dictionary<string, Tensor>[] Inputs);

    public static readonly Dictionary<string, Sample> All = new()
    {
        ["an If on an input"] = new(
            Model(
                13,
                "y",
                Free("x", "N"),
                InputOf(9, "c"),
                Node(
                    "If",
                    "c",
                    "y",
                    Body("then_branch", "", "r", Node("Neg", "x", "r")),
                    Body("else_branch", "", "s", Node("Exp", "x", "s"))
                )
            ),
            Inputs(("x", Numbers(3)), ("c", Tensor.Scalar(true))),
            Inputs(("x", Numbers(3)), ("c", Tensor.Scalar(false))),
            Inputs(("x", Numbers(4)), ("c", Tensor.Scalar(true)))
        ),
        ["an If on a computed sum"] = new(
            Model(
                13,
                "y",
                Free("x", "N"),
                Floats("zero", [], 0),
                Node("ReduceSum", "x", "sum", Int("keepdims", 0)),
                Node("Greater", "sum zero", "c"),
                Node(
                    "If",
                    "c",
                    "z",
                    Body("then_branch", "", "r", Node("Neg", "x", "r")),
                    Body("else_branch", "", "s", Node("Exp", "x", "s"))
                ),
                Node("Abs", "z", "y")
            ),
            Inputs(("x", Numbers(3))),
            Inputs(("x", Times(-1, 3))),
            Inputs(("x", Times(-1, 7)))
        ),
        ["a Loop whose count is an input"] = new(
            Model(
                13,
                "y",
                Input("x", 2),
                InputOf(7, "count"),
                Node(
                    "Loop",
                    "count - x",
                    "y",
                    Body("body", "i goes v", "goes2 w", Node("Identity", "goes", "goes2"), Node("Sin", "v", "w"))
                )
            ),
            Inputs(("x", Numbers(2)), ("count", Tensor.Scalar(3L))),
            Inputs(("x", Numbers(2)), ("count", Tensor.Scalar(0L))),
            Inputs(("x", Numbers(2)), ("count", Tensor.Scalar(5L)))
        ),
        ["a Loop while a sum is small, with what every round left"] = new(
            Model(
                13,
                "y",
                Input("x", 2),
                Floats("limit", [], 50),
                TensorOf("most", 100L),
                Node(
                    "Loop",
                    "most - x",
                    "last all",
                    Body(
                        "body",
                        "i goes v",
                        "goes2 w out",
                        Node("Add", "v v", "w"),
                        Node("ReduceSum", "w", "s", Int("keepdims", 0)),
                        Node("Less", "s limit", "goes2"),
                        Node("Sin", "w", "out")
                    )
                ),
                Node("ReduceSum", "all", "seen", Int("keepdims", 0)),
                Node("Add", "last seen", "y")
            ),
            Inputs(("x", Numbers(2))),
            Inputs(("x", Times(9, 2)))
        ),
        ["a condition in every round"] = new(
            Model(
                13,
                "y",
                Input("x", 2),
                Floats("one", [], 1),
                TensorOf("count", 4L),
                Node(
                    "Loop",
                    "count - x",
                    "y",
                    Body(
                        "body",
                        "i goes v",
                        "goes2 w",
                        Node("Identity", "goes", "goes2"),
                        Node("ReduceSum", "v", "s", Int("keepdims", 0)),
                        Node("Greater", "s one", "big"),
                        Node(
                            "If",
                            "big",
                            "w",
                            Body("then_branch", "", "a", Node("Sqrt", "v", "a")),
                            Body("else_branch", "", "b", Node("Exp", "v", "b"))
                        )
                    )
                )
            ),
            Inputs(("x", Numbers(2))),
            Inputs(("x", Times(4, 2)))
        ),
        ["places of what is not 0"] = new(
            Model(13, "y", Free("x", "N"), Node("NonZero", "x", "places"), Node("Cast", "places", "y", Int("to", 1))),
            Inputs(("x", Tensor.From<float>([1, 0, 2]))),
            Inputs(("x", Tensor.From<float>([0, 0, 0]))),
            Inputs(("x", Tensor.From<float>([1, 1, 2, 0])))
        ),
        ["what a computed condition picks"] = new(
            Model(
                13,
                "y",
                Free("x", "N"),
                Floats("zero", [], 0),
                Node("Greater", "x zero", "c"),
                Node("Compress", "x c", "y", Int("axis", 0))
            ),
            Inputs(("x", Tensor.From<float>([1, -1, 2]))),
            Inputs(("x", Tensor.From<float>([-1, 5, 2])))
        ),
        ["a slice with computed bounds"] = new(
            Model(
                13,
                "y",
                Free("x", "N"),
                Node("ReduceMax", "x", "most", Int("keepdims", 1)),
                Node("Cast", "most", "end", Int("to", 7)),
                Longs("start", 1),
                Node("Slice", "x start end", "y")
            ),
            Inputs(("x", Tensor.From<float>([1, 3.5f, 2, 0, 1]))),
            Inputs(("x", Tensor.From<float>([1, 2, 2, 0, 1])))
        ),
        ["a shape that an input lists"] = new(
            Model(13, "y", Free("x", "N"), InputOf(7, "shape", 2), Node("Reshape", "x shape", "r"), Node("Softmax", "r", "y")),
            Inputs(("x", Numbers(6)), ("shape", Tensor.From<long>([2, 3]))),
            Inputs(("x", Numbers(6)), ("shape", Tensor.From<long>([3, -1])))
        ),
        ["an Expand that an input lists"] = new(
            Model(13, "y", Free("x", "N"), InputOf(7, "shape", 2), Node("Expand", "x shape", "y")),
            Inputs(("x", Numbers(3)), ("shape", Tensor.From<long>([2, 3]))),
            Inputs(("x", Numbers(3)), ("shape", Tensor.From<long>([4, 1])))
        ),
        ["the best of as many as an input says"] = new(
            Model(13, "y", Free("x", "N"), InputOf(7, "k", 1), Node("TopK", "x k", "y places")),
            Inputs(("x", Numbers(6)), ("k", Tensor.From<long>([2]))),
            Inputs(("x", Numbers(6)), ("k", Tensor.From<long>([4])))
        ),
        ["numbers up to an input"] = new(
            Model(
                13,
                "y",
                Input("x", 1),
                Floats("from", [], 1),
                Floats("step", [], 0.5f),
                InputOf(1, "to"),
                Node("Range", "from to step", "r"),
                Node("Mul", "r x", "y")
            ),
            Inputs(("x", Numbers(1)), ("to", Tensor.Scalar(3f))),
            Inputs(("x", Numbers(1)), ("to", Tensor.Scalar(4.2f)))
        ),
        ["a convolution of free height and width"] = new(
            Model(
                13,
                "y",
                Free("x", "N C H W"),
                Floats("w", [2, 3, 3, 3], [.. Enumerable.Range(0, 54).Select(i => MathF.Sin(i))]),
                Node("Conv", "x w", "c", Ints("pads", 1, 1, 1, 1), Ints("strides", 2, 2)),
                Node("Shape", "x", "s"),
                Longs("end", 4),
                Node("Slice", "s two end", "hw"),
                Longs("two", 2),
                Longs("half", 2),
                Node("Div", "hw half", "h"),
                Longs("nc", 1, 2),
                Node("Concat", "nc h", "sizes", Int("axis", 0)),
                Node("Resize", "c - - sizes", "y", Text("mode", "linear"))
            ),
            Inputs(("x", Numbers(1, 3, 8, 6))),
            Inputs(("x", Numbers(1, 3, 7, 9))),
            Inputs(("x", Numbers(1, 3, 8, 6)))
        ),
        ["joined along free axes"] = new(
            Model(13, "y", Free("a", "N D"), Free("b", "M D"), Node("Concat", "a b", "y", Int("axis", 0))),
            Inputs(("a", Numbers(2, 3)), ("b", Numbers(1, 3))),
            Inputs(("a", Numbers(4, 2)), ("b", Numbers(3, 2)))
        ),
        ["sizes without names that must be equal"] = new(
            Model(13, "y", Input("a", -1, 3), Input("b", -1, 3), Node("Add", "a b", "y")),
            Inputs(("a", Numbers(2, 3)), ("b", Numbers(2, 3)))
        ),
    };

    public static Dictionary<string, Tensor> Inputs(params (string Name, Tensor Numbers)[] inputs) =>
        inputs.ToDictionary(input => input.Name, input => input.Numbers);

    public static Tensor Numbers(params int[] sizes) => Times(1, sizes);

    /// <summary>A multiple of numbers between 0.1 and 1.1.</summary>
    public static Tensor Times(float factor, params int[] sizes)
    {
        var numbers = Enumerable
            .Range(0, sizes.Aggregate(1, (product, size) => product * size))
            .Select(i => factor * (0.1f + ((i * 0.37f) % 1)));
        return Tensor.From<float>([.. numbers], sizes);
    }

    public static ValueInfoProto Free(string name, string sizes) =>
        new()
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor
                {
                    ElemType = 1,
                    Shape = new TensorShapeProto
                    {
                        Dim = { sizes.Split(' ').Select(size => new TensorShapeProto.Types.Dimension { DimParam = size }) },
                    },
                },
            },
        };

    public static AttributeProto Body(string role, string inputs, string outputs, params IMessage[] parts)
    {
        var graph = new GraphProto { Name = role };
        graph.Node.Add(parts.OfType<NodeProto>());
        graph.Initializer.Add(parts.OfType<TensorProto>());
        graph.Input.Add(
            inputs
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select((name, i) => role == "body" && i < 2 ? InputOf(i == 0 ? 7 : 9, name) : Untyped(name))
        );
        graph.Output.Add(outputs.Split(' ').Select(Untyped));
        return new()
        {
            Name = role,
            Type = AttributeType.Graph,
            G = graph,
        };
    }

    public static TensorProto TensorOf(string name, long number) => Decant.Engine.Onnx.TensorFormat.Write(name, Tensor.Scalar(number));

    private static ValueInfoProto Untyped(string name) => new() { Name = name };
}
