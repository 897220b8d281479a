using Decant.Engine.Onnx.Format;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Operators whose results have as many elements as numbers say need these numbers when the file is read; without them the error names
/// operator, node and way out.
/// </summary>
public class ConstantInputTests
{
    private static readonly Dictionary<string, ModelProto> Models = new()
    {
        ["Compress"] = Model(11, "y", Input("x", 3), InputOf(9, "picked", 3), Node("Compress", "x picked", "y")),
        ["NonMaxSuppression"] = Model(
            11,
            "y",
            Input("boxes", 1, 6, 4),
            Input("scores", 1, 2, 6),
            Node("NonMaxSuppression", "boxes scores", "y")
        ),
        ["NonZero"] = Model(13, "y", Input("x", 3), Node("NonZero", "x", "y")),
        ["Range"] = Model(11, "y", Input("from"), Input("to"), Input("by"), Node("Range", "from to by", "y")),
        ["Unique"] = Model(11, "y", Input("x", 3), Node("Unique", "x", "y")),
        ["Reshape"] = Model(13, "y", Input("x", 3), InputOf(7, "shape", 1), Node("Reshape", "x shape", "y")),
        ["TopK"] = Model(13, "y", Input("x", 3), InputOf(7, "k", 1), Node("TopK", "x k", "y places")),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_that_computes_them_is_refused_with_operator_node_and_way_out(string name)
    {
        var refusal = Refusal(Models[name]);

        Assert.Matches($@"node 'node of y[^']*' \({name}, opset \d+\): input \d+ \('\w+'\) is computed when the model runs", refusal);
        Assert.Contains(
            "DynamicNetwork runs such a file in code; to train it, say the sizes from which this is computed, or "
                + "fold constants when exporting the model.",
            refusal,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_branch_that_is_chosen_when_the_model_runs_is_refused_with_its_condition()
    {
        AttributeProto Branch(string name, string @operator) =>
            new()
            {
                Name = name,
                Type = AttributeType.Graph,
                G = new GraphProto { Node = { Node(@operator, "x", "r") }, Output = { new ValueInfoProto { Name = "r" } } },
            };
        var refusal = Refusal(
            Model(13, "y", Input("x", 3), InputOf(9, "c"), Node("If", "c", "y", Branch("then_branch", "Neg"), Branch("else_branch", "Abs")))
        );

        Assert.Contains(
            "node 'node of y' (If, opset 13): its condition 'c' is computed when the model runs",
            refusal,
            StringComparison.Ordinal
        );
        Assert.Contains("DynamicNetwork runs such a file in code", refusal, StringComparison.Ordinal);
    }
}
