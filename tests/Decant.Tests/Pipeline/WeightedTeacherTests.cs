using System.Globalization;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Recipes;
using Decant.Runs;
using Decant.Tests.Data.Sources;
using Decant.Tests.Students.Weights;

namespace Decant.Tests.Pipeline;

/// <summary>Teachers whose weights come from a file of weights: a network that Decant trained, written as another program would.</summary>
public sealed class WeightedTeacherTests : IDisposable
{
    private static readonly Lazy<(Graph Network, double Accuracy)> s_trained = new(() =>
    {
        using var run = new SmallRun("compare.arms=[]", "training.epochs=1");
        return (run["teacher.onnx"], Accuracy(run));
    });

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Weights_of_an_architecture_teach_as_the_network_that_they_were_taken_from()
    {
        using var run = new SmallRun(
            $"teacher={{ model: mlp, hidden: [24], weights: '{Weights("module.")}', preprocess: {{ mean: "
                + $"{Number("input.mean")}, std: {Number("input.deviation")} }} }}",
            "compare.arms=[]",
            "training.epochs=1"
        );

        Assert.Equal(s_trained.Value.Accuracy, Accuracy(run), 1e-9);
        Assert.Equal(ModelOrigin.Given, run.Arm(ArmNames.Teacher).Seeds[0].Origin);
        Assert.Contains("weights.safetensors, safetensors", run["teacher.onnx"].Metadata["decant.weights"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_weights_want_done_to_their_inputs_is_found_out_where_it_is_not_said()
    {
        using var run = new SmallRun(
            $"teacher={{ model: mlp, hidden: [24], weights: '{Weights("")}' }}",
            "compare.arms=[]",
            "training.epochs=1"
        );

        Assert.Contains(run.Said.Notes, note => note.Contains("its inputs are taken with", StringComparison.Ordinal));
        Assert.Equal(s_trained.Value.Accuracy, Accuracy(run), 0.02);
    }

    [Fact]
    public void Weights_take_the_place_of_those_in_an_ONNX_file()
    {
        using var untrained = new SmallRun(
            "teacher.train.epochs=1",
            "teacher.train.learning-rate=0.0001",
            "compare.arms=[]",
            "training.epochs=1"
        );
        var file = Path.Combine(_folder.Path, "untrained.onnx");
        OnnxFile.Write(untrained["teacher.onnx"], file);
        using var run = new SmallRun($"teacher={{ onnx: '{file}', weights: '{Weights("")}' }}", "compare.arms=[]", "training.epochs=1");

        Assert.NotEqual(s_trained.Value.Accuracy, Accuracy(untrained), 0.02);
        Assert.Equal(s_trained.Value.Accuracy, Accuracy(run), 1e-9);
    }

    [Fact]
    public void Weights_are_fine_tuned_and_joined_into_an_ensemble_like_any_teacher()
    {
        using var run = new SmallRun(
            $"teacher={{ ensemble: [{{ model: mlp, hidden: [24], weights: '{Weights("")}' }}, {{ model: mlp, "
                + $"hidden: [24], weights: '{Weights("")}', train: {{ epochs: 1 }} }}] }}",
            "compare.arms=[]",
            "training.epochs=1"
        );

        Assert.Equal("mlp 24 + mlp 24", run.Arm(ArmNames.Teacher).Seeds[0].Model.Architecture);
        Assert.NotEqual(Layer(run["teacher.onnx"], "teacher1/layer1.weight"), Layer(run["teacher.onnx"], "teacher2/layer1.weight"));
        Assert.Equal(Layer(s_trained.Value.Network, "layer1.weight"), Layer(run["teacher.onnx"], "teacher1/layer1.weight"));
    }

    [Fact]
    public void Weights_of_another_network_are_refused() =>
        Assert.Contains(
            "of other sizes: layer1.weight [25, 784] and layer1.weight [24, 784]",
            Assert.Throws<DecantException>(() => new SmallRun($"teacher={{ model: mlp, hidden: [25], weights: '{Weights("")}' }}")).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("{ weights: w.pt }", "teacher.weights: weights alone do not say what network they belong to")]
    [InlineData("{ model: mlp }", "teacher.model: an architecture without weights knows nothing")]
    [InlineData("{ model: mlp, onnx: t.onnx, weights: w.pt }", "teacher.model: the file under teacher.onnx already is the model")]
    [InlineData(
        "{ model: mlp, weights: w.pt, train: { model: mlp } }",
        "teacher.train.model: the network under teacher.model already is the model"
    )]
    [InlineData("{ model: mlp, weights: w.pt, average: 0.9 }", "one kind of teacher is expected")]
    [InlineData("{ train: { model: mlp }, preprocess: { mean: 0.5 } }", "teacher.preprocess: it says something about an ONNX file")]
    public void Options_that_do_not_go_together_are_reported(string teacher, string expected) =>
        Assert.Contains(
            expected,
            Assert
                .Throws<RecipeException>(() =>
                    RecipeReader.ReadText($"data: {{ source: digits }}\nteacher: {teacher}\nstudent: {{ model: mlp }}")
                )
                .Message.ReplaceLineEndings(" "),
            StringComparison.Ordinal
        );

    private string Weights(string prefix) =>
        _folder.Write(
            "weights.safetensors",
            SafetensorsBytes.Of([
                .. new[] { "layer1.weight", "layer1.bias", "head.weight", "head.bias" }.Select(name =>
                    (prefix + name, s_trained.Value.Network[name].Data!.Dimensions.ToArray(), Layer(s_trained.Value.Network, name))
                ),
            ])
        );

    private static string Number(string name) => Layer(s_trained.Value.Network, name)[0].ToString("R", CultureInfo.InvariantCulture);

    private static float[] Layer(Graph network, string name) => network[name].Data!.Span<float>().ToArray();

    private static double Accuracy(SmallRun run) => run.Arm(ArmNames.Teacher).Seeds[0].Test.Metric("accuracy")!.Value;
}
