using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Tests.Shared;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>A model's own functions mean what their nodes mean with the call's values put in.</summary>
public class FunctionInliningTests
{
    private static readonly float[] X = [-1, 0.5f, 2];

    [Fact]
    public void A_call_is_the_nodes_of_its_function()
    {
        var square = Function("Square", "a", "b", Node("Mul", "a a", "b"));

        Assert.Equal(X.Select(x => x * x), Run("y", [square], Call("Square", "x", "y")));
    }

    [Fact]
    public void Functions_call_functions()
    {
        var square = Function("Square", "a", "b", Node("Mul", "a a", "b"));
        var fourth = Function("Fourth", "a", "b", Call("Square", "a", "t"), Call("Square", "t", "b"));

        Assert.Equal(X.Select(x => x * x * x * x), Run("y", [fourth, square], Call("Fourth", "x", "y")));
    }

    [Fact]
    public void Names_inside_are_not_those_outside_nor_those_of_another_call()
    {
        // 't' is a value of the model and of the function, which is called twice: y = (x² + 1)² + 1 − exp(x).
        var function = Function(
            "SquareAndOne",
            "x",
            "y",
            Node("Mul", "x x", "t"),
            Node("Constant", "", "one", Float("value_float", 1)),
            Node("Add", "t one", "y")
        );

        Assert.Equal(
            X.Select(x => (((x * x) + 1) * ((x * x) + 1)) + 1 - MathF.Exp(x)),
            Run(
                "y",
                [function],
                Node("Exp", "x", "t"),
                Call("SquareAndOne", "x", "u"),
                Call("SquareAndOne", "u", "v"),
                Node("Sub", "v t", "y")
            ),
            (a, b) => Math.Abs(a - b) < 1e-5
        );
    }

    [Fact]
    public void An_attribute_that_refers_to_the_calls_takes_its_value_there()
    {
        var leaky = Function("Leaky", "a", "b", Node("LeakyRelu", "a", "b", Reference("alpha", "slope")));

        Assert.Equal(X.Select(x => x < 0 ? 0.25f * x : x), Run("y", [leaky], Call("Leaky", "x", "y", Float("slope", 0.25f))));
    }

    [Fact]
    public void An_attribute_that_the_call_lacks_takes_the_functions_default_else_the_operators()
    {
        var withDefault = Function("Leaky", "a", "b", Node("LeakyRelu", "a", "b", Reference("alpha", "slope")));
        withDefault.AttributeProto.Add(Float("slope", 0.5f));
        var without = Function("Leaky", "a", "b", Node("LeakyRelu", "a", "b", Reference("alpha", "slope")));

        Assert.Equal(X.Select(x => x < 0 ? 0.5f * x : x), Run("y", [withDefault], Call("Leaky", "x", "y")));
        Assert.Equal(X.Select(x => x < 0 ? 0.01f * x : x), Run("y", [without], Call("Leaky", "x", "y")));
    }

    [Fact]
    public void An_attribute_is_handed_through_nested_calls()
    {
        var inner = Function("Inner", "a", "b", Node("LeakyRelu", "a", "b", Reference("alpha", "slope")));
        var outer = Function("Outer", "a", "b", Call("Inner", "a", "b", Reference("slope", "given")));

        Assert.Equal(X.Select(x => x < 0 ? 0.125f * x : x), Run("y", [outer, inner], Call("Outer", "x", "y", Float("given", 0.125f))));
    }

    [Fact]
    public void An_optional_input_that_the_call_leaves_out_is_absent_inside()
    {
        var bounded = Function("Bounded", "a low high", "b", Node("Clip", "a low high", "b"));

        Assert.Equal(
            X.Select(x => Math.Min(x, 1)),
            Run("y", [bounded], Node("Constant", "", "one", Float("value_float", 1)), Call("Bounded", "x - one", "y"))
        );
        Assert.Equal(
            X.Select(x => Math.Max(x, 1)),
            Run("y", [bounded], Node("Constant", "", "one", Float("value_float", 1)), Call("Bounded", "x one", "y"))
        );
    }

    [Fact]
    public void An_output_that_nobody_takes_is_left_inside()
    {
        var both = Function("Both", "a", "b c", Node("Neg", "a", "b"), Node("Abs", "a", "c"));

        Assert.Equal(X.Select(x => -x), Run("y", [both], Call("Both", "x", "y")));
    }

    [Fact]
    public void A_branch_inside_a_function_reads_the_functions_values()
    {
        var branch = new NodeProto
        {
            OpType = "If",
            Input = { "c" },
            Output = { "b" },
            Attribute =
            {
                Branch("then_branch", Node("Neg", "a", "r")),
                Branch("else_branch", Node("LeakyRelu", "a", "r", Reference("alpha", "slope"))),
            },
        };
        var function = Function("Choose", "a c", "b", branch);

        Assert.Equal(
            X.Select(x => x < 0 ? 0.5f * x : x),
            Run("y", [function], Truth("no", false), Call("Choose", "x no", "y", Float("slope", 0.5f)))
        );
        Assert.Equal(X.Select(x => -x), Run("y", [function], Truth("yes", true), Call("Choose", "x yes", "y", Float("slope", 0.5f))));
    }

    [Fact]
    public void A_function_that_calls_itself_is_refused()
    {
        var endless = Function("Endless", "a", "b", Call("Endless", "a", "b"));

        Assert.Contains("'Endless' calls itself", Refusal(Made("y", [endless], Call("Endless", "x", "y"))), StringComparison.Ordinal);
    }

    private static float[] Run(string output, FunctionProto[] functions, params NodeProto[] nodes) =>
        GraphRun
            .Of(Read(Made(output, functions, nodes)), new Dictionary<string, Tensor> { ["x"] = Tensor.From<float>(X) }, "reference")[output]
            .Span<float>()
            .ToArray();

    private static ModelProto Made(string output, FunctionProto[] functions, params NodeProto[] nodes)
    {
        var model = Model(17, output, [Input("x", X.Length), .. nodes]);
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "own", Version = 1 });
        model.Functions.Add(functions);
        return model;
    }

    private static FunctionProto Function(string name, string inputs, string outputs, params NodeProto[] nodes) =>
        new()
        {
            Domain = "own",
            Name = name,
            Input = { inputs.Split(' ') },
            Output = { outputs.Split(' ') },
            Node = { nodes },
            OpsetImport = { new OperatorSetIdProto { Version = 17 } },
        };

    private static NodeProto Call(string function, string inputs, string outputs, params AttributeProto[] attributes)
    {
        var node = Node(function, inputs, outputs, attributes);
        node.Domain = "own";
        return node;
    }

    private static AttributeProto Reference(string name, string refersTo) =>
        new()
        {
            Name = name,
            RefAttrName = refersTo,
            Type = AttributeType.Float,
        };

    private static AttributeProto Branch(string name, NodeProto node) =>
        new()
        {
            Name = name,
            Type = AttributeType.Graph,
            G = new GraphProto
            {
                Name = name,
                Node = { node },
                Output = { new ValueInfoProto { Name = node.Output[0] } },
            },
        };

    private static NodeProto Truth(string name, bool truth) =>
        Node(
            "Constant",
            "",
            name,
            new AttributeProto
            {
                Name = "value",
                Type = AttributeType.Tensor,
                T = Decant.Engine.Onnx.TensorFormat.Write("", Tensor.Scalar(truth)),
            }
        );
}
