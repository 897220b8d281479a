using Decant.Adoption;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Adoption;

public sealed class TrainableParametersTests
{
    [Fact]
    public void Weights_biases_scales_and_tables_are_trained_and_constants_are_not()
    {
        var graph = new Graph("words");
        var words = graph.AddInput("words", ElementType.Int64, new Shape("n", 4));
        var pixels = graph.AddInput("pixels", ElementType.Float32, new Shape("n", 4));
        var embedded = Number(graph, "table", 10, 3).Gather(words);
        var scaled =
            (embedded * Number(graph, "gamma", 3)) + Number(graph, "beta", 3) + Number(graph, "mask", 4, 3) + Number(graph, "Constant_7");
        var other = ((pixels - Number(graph, "mean", 4)) / Number(graph, "deviation", 4)).MatMul(Number(graph, "weight", 4, 3));
        graph.AddOutput(scaled.ReduceSum([1]) + other, "y");
        graph["mask"].Data!.Span<float>()[2] = float.NegativeInfinity;

        var stays = Reasons(graph);

        Assert.Equal(["beta", "gamma", "table", "weight"], graph.Parameters.Order());
        Assert.Equal(
            new()
            {
                ["mask"] = FixedReason.Mask,
                ["Constant_7"] = FixedReason.SingleNumber,
                ["mean"] = FixedReason.Preparation,
                ["deviation"] = FixedReason.Preparation,
            },
            stays
        );
    }

    // A table of money: means far below zero, as a mask has them, and means of columns that happen to be a ramp.
    [Theory]
    [InlineData(-50000f, -100f, -3f, 7f, 900f, 80f)]
    [InlineData(1f, 2f, 3f, 4f, 5f, 6f)]
    public void Means_and_deviations_of_columns_prepare_the_input_and_convert_the_answer_whatever_they_are(params float[] numbers)
    {
        var graph = new Graph("table");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("n", 6));
        var standard = (x - Given("input.mean")) / Given("input.deviation");
        var logits = standard.MatMul(Number(graph, "weight", 6, 6)) + Number(graph, "bias", 6);
        graph.AddOutput((logits * Given("prediction.deviation")) + Given("prediction.mean"), "y");

        var stays = Reasons(graph);

        Assert.Equal(["bias", "weight"], graph.Parameters.Order());
        Assert.Equal(
            new()
            {
                ["input.mean"] = FixedReason.Preparation,
                ["input.deviation"] = FixedReason.Preparation,
                ["prediction.deviation"] = FixedReason.Conversion,
                ["prediction.mean"] = FixedReason.Conversion,
            },
            stays
        );

        Value Given(string name) => graph.AddInitializer(name, Tensor.From<float>(numbers, 1, 6));
    }

    [Fact]
    public void A_scalar_is_trained_unless_a_formula_has_it()
    {
        var graph = new Graph("image and text");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("n", 4));
        var hidden =
            (
                x.MatMul(Number(graph, "image", 4, 3))
                * Number(graph, "gate")
                * One(graph, "root", 1 / MathF.Sqrt(12))
                * One(graph, "double", 2)
            ) + One(graph, "epsilon", 1e-5f);
        var unit = hidden / (hidden * hidden).ReduceSum([1], keepDimensions: true).Sqrt();
        var scaled = unit.MatMul(Number(graph, "text", 3, 2)) * One(graph, "logit_scale", 2.6593f).Exp();
        graph.AddOutput((scaled + One(graph, "logit_bias", -9.7f)) * One(graph, "units", 1.7f) + One(graph, "onnx::Add_12", 0.3f), "y");

        var stays = Reasons(graph);

        Assert.Equal(["gate", "image", "logit_bias", "logit_scale", "text"], graph.Parameters.Order());
        Assert.All(["root", "double", "epsilon", "onnx::Add_12"], name => Assert.Equal(FixedReason.SingleNumber, stays[name]));
        Assert.Equal(FixedReason.Conversion, stays["units"]);
    }

    [Fact]
    public void A_file_that_says_itself_what_is_trained_is_believed()
    {
        var graph = ForeignNetwork.Of(new Shape("n", 2, 6, 6));
        graph.Parameters.Add("fc.bias");

        var stays = Reasons(graph);

        Assert.Equal(["fc.bias"], graph.Parameters);
        Assert.All(["conv1.weight", "conv1.bias", "fc.weight"], name => Assert.Equal(FixedReason.NotListed, stays[name]));
    }

    [Fact]
    public void What_lies_between_a_weight_and_its_layer_does_not_matter()
    {
        var graph = new Graph("arranged");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("n", 6));
        var weight = new[]
        {
            Number(graph, "a", 4, 2).Slice(0, 1, 4).Transpose(1, 0),
            Number(graph, "b", 12).Reshape(new Shape(4, 3)).Identity().Cast(ElementType.Float32),
        }.Concat(0);
        graph.AddOutput(
            x.MatMul(weight).MatMul(Number(graph, "c", 1, 3, 2).BroadcastTo(new Shape(2, 3, 2)).Slice(0, 1, 2).Reshape(new Shape(3, 2))),
            "y"
        );

        Assert.Empty(Reasons(graph));
        Assert.Equal(["a", "b", "c"], graph.Parameters.Order());
    }

    [Fact]
    public void Recurrent_weights_are_trained_and_a_first_state_of_zeros_that_an_exporter_folded_is_not()
    {
        var graph = new Graph("steps");
        var x = graph.AddInput("x", ElementType.Float32, new Shape(5, 1, 3));
        var zeros = graph.AddInitializer("onnx::LSTM_12", new Tensor(ElementType.Float32, 1, 1, 2));
        var node = graph.AddNode(
            new LSTM(2),
            [
                x,
                Number(graph, "w", 1, 8, 3),
                Number(graph, "r", 1, 8, 2),
                Number(graph, "b", 1, 16),
                null,
                zeros,
                Number(graph, "c0", 1, 1, 2),
            ]
        );
        graph.AddOutput(node.Outputs[0], "y");

        Assert.Equal(new() { ["onnx::LSTM_12"] = FixedReason.Filling }, Reasons(graph));
        Assert.Equal(["b", "c0", "r", "w"], graph.Parameters.Order());
    }

    [Fact]
    public void Boxes_and_units_after_the_last_layer_are_not_trained_and_its_bias_and_positions_before_it_are()
    {
        var graph = new Graph("detector");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("n", 5, 4));
        var hidden = (x.MatMul(Number(graph, "w1", 4, 3)) + Number(graph, "positions", 1, 5, 3)).Tanh();
        var last = hidden.MatMul(Number(graph, "w2", 3, 2)) + Number(graph, "bias", 2);
        graph.AddOutput(((last * Number(graph, "deviation", 2)) + Number(graph, "mean", 2)) + Number(graph, "boxes", 1, 5, 2), "y");

        Assert.Equal(
            new()
            {
                ["deviation"] = FixedReason.Conversion,
                ["mean"] = FixedReason.Conversion,
                ["boxes"] = FixedReason.Conversion,
            },
            Reasons(graph)
        );
        Assert.Equal(["bias", "positions", "w1", "w2"], graph.Parameters.Order());
    }

    [Fact]
    public void Statistics_literals_quantised_numbers_grids_and_what_no_gradient_reaches_are_told_apart()
    {
        var graph = new Graph("mixed");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("n", 4, 3, 3));
        var normal = x.Conv(Number(graph, "w", 4, 4, 1, 1), null, Window.Square(1))
            .BatchNormalization(
                Number(graph, "gamma", 4),
                Number(graph, "beta", 4),
                Number(graph, "mean", 4),
                Number(graph, "variance", 4)
            );
        var quantised =
            graph.AddInitializer("q", new Tensor(ElementType.Int8, 4, 4, 1, 1)).Cast(ElementType.Float32)
            * Number(graph, "q.scale", 4, 1, 1, 1);
        var grid = graph.AddInitializer("grid", Tensor.From<float>([0, 1, 2, 0, 5, 2, 0, 1, 2], 1, 1, 3, 3));
        var layers =
            (normal + Number(graph, "literal", 1, 4, 1, 1) + grid).Conv(quantised, null, Window.Square(1))
            * (x * Number(graph, "unseen", 4, 1, 1)).Round();
        graph.AddOutput(layers.Conv(Number(graph, "last", 2, 4, 3, 3), null, Window.Square(3)), "y");
        graph.Literals.Add("literal");

        var stays = Reasons(graph);

        Assert.Equal(["beta", "gamma", "last", "w"], graph.Parameters.Except(["q.scale"]).Order());
        Assert.Equal(FixedReason.Statistic, stays["mean"]);
        Assert.Equal(FixedReason.Statistic, stays["variance"]);
        Assert.Equal(FixedReason.Literal, stays["literal"]);
        Assert.Equal(FixedReason.WholeNumbers, stays["grid"]);
        Assert.Equal(FixedReason.NoGradient, stays["unseen"]);
        Assert.Equal(FixedReason.Quantized, stays["q"]);
    }

    /// <summary>
    /// Numbers of parameters as the models have them in PyTorch (mk.py next to the files; the detectors' and the reader's own sources).
    /// </summary>
    [Theory]
    [InlineData("../cases/numbers/02-onnx-student-frozen/lstm.onnx", 25066)]
    [InlineData("../cases/numbers/02-onnx-student-frozen/gru.onnx", 18922)]
    [InlineData("../cases/numbers/02-onnx-student-frozen/c1.onnx", 6218)]
    [InlineData("../cases/numbers/02-onnx-student-frozen/gn.onnx", 10410)]
    [InlineData("../cases/numbers/02-onnx-student-frozen/un.onnx", 3550)]
    [InlineData("../cases/numbers/02-onnx-student-frozen/dw.onnx", 506)]
    [InlineData("../cases/numbers/02-onnx-student-frozen/tr.onnx", 19594)]
    [InlineData("../cases/numbers/03-bn-identity-crash/dw.onnx", 506)]
    [InlineData("../cases/numbers/03-bn-identity-crash/c1.onnx", 6218)]
    [InlineData("../cases/numbers/03-bn-identity-crash/tr.onnx", 19594)]
    [InlineData("pretrained/mnist-cnn/mnist.onnx", 376870)]
    [InlineData("pretrained/ultraface/version-RFB-320_without_postprocessing.onnx", 276292)]
    [InlineData("pretrained/ultraface/version-slim-320.onnx", 260188)]
    public void As_many_numbers_are_trained_as_PyTorch_trains(string file, long parameters)
    {
        var path = Path.Combine(RealData.RootWith(file), file);

        Assert.Equal(parameters, TrainingScope.Of(OnnxFile.Read(path)).Trained);
    }

    private static Dictionary<string, FixedReason> Reasons(Graph graph) =>
        TrainableParameters.Mark(graph).ToDictionary(numbers => numbers.Name, numbers => numbers.Reason);

    private static Value One(Graph graph, string name, float number) => graph.AddInitializer(name, Tensor.Scalar(number));

    private static Value Number(Graph graph, string name, params int[] dimensions)
    {
        var data = new Tensor(ElementType.Float32, dimensions);
        var stream = new RandomStream(2, name);
        foreach (ref var number in data.Span<float>())
        {
            number = (float)stream.NextNormal();
        }

        return graph.AddInitializer(name, data);
    }
}
