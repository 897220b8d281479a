using Decant.Engine.Onnx.Format;
using Google.Protobuf;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;
using static Decant.Engine.Tests.Onnx.Formulas.FormulaParts;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx.Formulas;

/// <summary>Branches and rounds that are decided while the file is read.</summary>
internal static class ControlFlowFormulas
{
    public static Dictionary<string, ModelProto> Models { get; } =
        new()
        {
            ["If that is taken"] = Model(
                16,
                "y",
                Input("x", 3),
                Node("Shape", "x", "n"),
                Longs("three", 3),
                Node("Equal", "n three", "same"),
                Longs("none"),
                Node("Reshape", "same none", "c"),
                Node("If", "c", "y", Graph("then_branch", "a", Node("Neg", "x", "a")), Graph("else_branch", "b", Node("Abs", "x", "b")))
            ),
            ["If in another branch"] = Model(
                16,
                "y",
                Input("x", 3),
                TruthOf("yes", true),
                TruthOf("no", false),
                Node(
                    "If",
                    "no",
                    "y",
                    Graph("then_branch", "a", Node("Neg", "x", "a")),
                    Graph(
                        "else_branch",
                        "b",
                        Node("Exp", "x", "e"),
                        Node(
                            "If",
                            "yes",
                            "b",
                            Graph("then_branch", "c", Floats("two", [], 2), Node("Mul", "e two", "c")),
                            Graph("else_branch", "d", Node("Abs", "x", "d"))
                        )
                    )
                )
            ),
            ["Loop over a known number of rounds"] = Model(
                16,
                "y",
                Input("x", 3),
                LongOf("rounds", 3),
                TruthOf("yes", true),
                Node(
                    "Loop",
                    "rounds yes x",
                    "last all",
                    Graph(
                        "body",
                        "more next seen",
                        InputOf(7, "round"),
                        InputOf(9, "go"),
                        Input("sum", 3),
                        Node("Cast", "round", "f", Int("to", 1)),
                        Node("Add", "sum f", "next"),
                        Node("Mul", "sum x", "seen"),
                        Node("Identity", "go", "more")
                    )
                ),
                Node("Add", "last all", "y")
            ),
            ["Scan"] = Model(
                16,
                "y",
                Input("x", 4, 3),
                Input("s", 3),
                Node(
                    "Scan",
                    "s x",
                    "last all",
                    Int("num_scan_inputs", 1),
                    Ints("scan_input_directions", 1),
                    Ints("scan_output_directions", 1),
                    Graph(
                        "body",
                        "next seen",
                        Input("sum", 3),
                        Input("row", 3),
                        Node("Add", "sum row", "next"),
                        Node("Mul", "next row", "seen")
                    )
                ),
                Node("Add", "last all", "y")
            ),
        };

    private static AttributeProto Graph(string name, string outputs, params IMessage[] parts)
    {
        var graph = new GraphProto { Name = name };
        graph.Node.Add(parts.OfType<NodeProto>());
        graph.Initializer.Add(parts.OfType<TensorProto>());
        graph.Input.Add(parts.OfType<ValueInfoProto>());
        graph.Output.Add(outputs.Split(' ').Select(output => OutputOf(output == "more" ? 9 : 1, output)));
        return new AttributeProto
        {
            Name = name,
            Type = AttributeType.Graph,
            G = graph,
        };
    }
}
