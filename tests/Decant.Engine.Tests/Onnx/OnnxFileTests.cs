using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Operators;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

public class OnnxFileTests
{
    public static TheoryData<string> Samples => OperatorSamples.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_operator_survives_writing_and_reading_at_every_opset(string sample)
    {
        var graph = OperatorSamples.Make(sample);
        for (var opset = OperatorSamples.OldestOpset(sample); opset <= 24; opset++)
        {
            Assert.Equal(GraphText.Of(graph), GraphText.Of(Read(Write(graph, opset))));
        }
    }

    [Fact]
    public void What_is_trained_and_what_is_said_about_the_model_survive()
    {
        var graph = Network();

        var again = Read(Write(graph));

        Assert.Equal(["layer.weight", "schräg \"1\"\n"], again.Parameters.Order(StringComparer.Ordinal));
        Assert.Equal("a\nb", again.Metadata["classes"]);
        Assert.Equal(GraphText.Of(graph), GraphText.Of(again));
    }

    [Fact]
    public void The_same_graph_gives_the_same_bytes_and_a_read_one_too()
    {
        var bytes = Write(Network());

        Assert.Equal(bytes, Write(Network()));
        Assert.Equal(bytes, Write(Read(bytes)));
    }

    [Fact]
    public void The_file_says_who_wrote_it_and_in_which_version_of_the_standard()
    {
        var model = ModelProto.Parser.ParseFrom(Write(Network()));

        Assert.Equal("Decant", model.ProducerName);
        Assert.Matches(@"^\d+\.\d+\.\d+$", model.ProducerVersion);
        Assert.Equal(8, model.IrVersion); // the standard's table of releases: opset 17 came with layout 8
        Assert.Equal(17, Assert.Single(model.OpsetImport).Version);
    }

    [Fact]
    public void Unknown_sizes_keep_their_names_and_factors()
    {
        var graph = new Graph();
        graph.AddOutput(
            graph.AddInput("x", ElementType.Float32, new Shape("N", "T", 12)).Reshape(new Shape(new Dimension("N") * "T" * 12))
        );

        var model = ModelProto.Parser.ParseFrom(Write(graph));

        Assert.Equal("12*N*T", model.Graph.Output[0].Type.TensorType.Shape.Dim[0].DimParam);
        Assert.Equal(new Shape(new Dimension("N") * "T" * 12), Read(Write(graph)).Outputs[0].Shape);
    }

    [Fact]
    public void A_shape_that_onnx_cannot_express_is_refused_with_the_way_out()
    {
        var graph = new Graph();
        graph.AddOutput(graph.AddInput("x", ElementType.Float32, new Shape(new Dimension("N") * "T", 4)).Reshape(new Shape("N", "T", 4)));

        var problem = Assert.Throws<DecantException>(() => Write(graph));

        Assert.Contains("cannot take [N·T, 4] to [N, T, 4]", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_never_leave()
    {
        var graph = new Graph();
        var y = graph.AddInput("x", ElementType.Float32, new Shape("N", 4)).Relu();
        graph.AddOutput(graph.AddNode(new ReluGradient(), [y, y], "backwards").Outputs[0]);

        var problem = Assert.Throws<DecantException>(() => Write(graph));

        Assert.Contains("'backwards' (ReluGradient)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fused_layers_never_leave()
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape("N", 4));
        graph.AddOutput(
            graph
                .AddNode(
                    new Fused(new Gemm(), 2, new FusedLink(new Relu())),
                    [x, graph.AddParameter("w", new Tensor(ElementType.Float32, 4, 2))],
                    "fused"
                )
                .Outputs[0]
        );

        var problem = Assert.Throws<DecantException>(() => Write(graph));

        Assert.Contains(
            "'fused' (Gemm+Relu) exist only inside Decant and never leave it. Write the forward graph, without loss, gradients and fusing.",
            problem.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_opset_that_is_not_written_is_refused() =>
        Assert.Contains(
            "expected opset 13 to 24, received 12",
            Assert.Throws<DecantException>(() => Write(Network(), 12)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_path_takes_the_whole_file_or_keeps_the_old_one()
    {
        var folder = Directory.CreateTempSubdirectory("decant-onnx-").FullName;
        var path = Path.Combine(folder, "student.onnx");
        try
        {
            OnnxFile.Write(Network(), path);
            Assert.Equal(GraphText.Of(Network()), GraphText.Of(OnnxFile.Read(path)));
            Assert.Equal([path], Directory.GetFiles(folder));

            Directory.CreateDirectory(Path.Combine(folder, "taken.onnx"));
            Assert.Throws<DecantException>(() => OnnxFile.Write(Network(), Path.Combine(folder, "taken.onnx")));
            Assert.Equal([path], Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var problem = Assert.Throws<DecantException>(() => OnnxFile.Read("no/such/teacher.onnx"));
        Assert.StartsWith("Reading no/such/teacher.onnx:", problem.Message, StringComparison.Ordinal);
    }

    private static Graph Network()
    {
        var graph = new Graph("network") { Metadata = { ["classes"] = "a\nb", ["made by"] = "a test" } };
        var x = graph.AddInput("input", ElementType.Float32, new Shape("N", 1, 4, 4));
        var mean = graph.AddInitializer("mean", Tensor.Scalar(0.5f));
        var weight = graph.AddParameter("layer.weight", Tensor.From<float>([.. Enumerable.Range(0, 48).Select(i => i * 0.01f)], 3, 16));
        var bias = graph.AddParameter("schräg \"1\"\n", Tensor.From<float>([1, 2, 3]));
        var hidden = graph.AddNode(new Gemm(TransposeB: true), [(x - mean).Flatten(), weight, bias], "layer", ["layer.output"]).Outputs[0];
        graph.AddOutput(hidden.Relu().Dropout(0.2), "logits");
        graph.AddOutput(graph["logits"].Softmax(), "probabilities");
        return graph;
    }

    [Fact]
    public void Names_made_up_for_the_steps_of_a_formula_are_not_those_of_the_file()
    {
        // Celu and Mish become formulas; the file calls values as such steps would be called, before and after it.
        var graph = HandMade.Read(
            HandMade.Model(
                20,
                "y",
                HandMade.Input("Mul", 3),
                HandMade.Node("Celu", "Mul", "Add"),
                HandMade.Node("Mish", "Add", "Mul_1"),
                HandMade.Node("Mul", "Mul_1 Add", "Tanh"),
                HandMade.Node("Celu", "Tanh", "constant"),
                HandMade.Node("Add", "constant Tanh", "y")
            )
        );

        Assert.All(new[] { "Mul", "Add", "Mul_1", "Tanh", "constant", "y" }, name => Assert.NotNull(graph.Find(name)));
        Assert.All(graph.Nodes.SelectMany(node => node.Outputs), value => Assert.False(value.Name.StartsWith('~')));
    }
}
