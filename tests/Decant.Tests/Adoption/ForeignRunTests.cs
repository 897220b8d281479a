using Decant.Adoption;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;
using Decant.Tests.Data.Sources;
using Decant.Tests.Pipeline;
using Decant.Tests.Shared;

namespace Decant.Tests.Adoption;

/// <summary>Whole runs with networks from elsewhere as teacher and as student.</summary>
public sealed class ForeignRunTests : IDisposable
{
    private static readonly Lazy<Graph> s_trained = new(() =>
    {
        using var run = new SmallRun("compare.arms=[]", "training.epochs=1", "teacher.train.epochs=3");
        return run["teacher.onnx"];
    });

    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData(255, 0, 1)]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(1, 0.1307, 0.3081)]
    public void The_preprocessing_of_a_teacher_is_found_out_and_said(double range, double mean, double deviation)
    {
        Write(Foreign(x => ((x * deviation) + mean) / range, z => z.LogSoftmax()));
        using var run = new SmallRun($"teacher={{ onnx: '{_file}' }}", "compare.arms=[]");

        var way = new Preprocessing(range, new Decant.Students.InputScaling([mean], [deviation]));
        Assert.Contains(run.Said.Notes, note =>
            note.StartsWith($"Teacher '{_file}': its inputs are taken with {way} (accuracy ", StringComparison.Ordinal)
        );
        Assert.Contains(run.Said.Notes, note => note.Contains("comes after a softmax", StringComparison.Ordinal));

        // What was said is in the report, too, for those who read it later.
        Assert.All(["its inputs are taken with", "comes after a softmax"], words =>
        {
            Assert.Contains(run.Outcome.Run.Findings, note => note.Contains(words, StringComparison.Ordinal));
            Assert.All(["report.html", "summary.json"], file =>
                Assert.Contains(words, File.ReadAllText(Path.Combine(run.Outcome.Folder, file)), StringComparison.Ordinal)
            );
        });
        using var own = new SmallRun("compare.arms=[]");
        Assert.Equal(Accuracy(own, ArmNames.Teacher), Accuracy(run, ArmNames.Teacher), 0.01);
    }

    [Fact]
    public void A_student_from_a_file_is_trained_and_written_with_the_names_of_its_file()
    {
        Write(Foreign(x => x / 255, z => z.Softmax()));
        var before = OnnxFile.Read(_file);
        using var run = new SmallRun(
            $"student={{ onnx: '{_file}', freeze: ['layer1.w*'] }}",
            "compare.seeds=1",
            "training.learning-rate=0.01"
        );
        var after = run["student.onnx"];

        Assert.Single(run.Said.Notes, note => note.Contains("training changes ", StringComparison.Ordinal));
        Assert.Equal(run.Said.Notes.Distinct(), run.Said.Notes);
        Assert.Equal(before.Inputs.Select(value => value.ToString()), after.Inputs.Select(value => value.ToString()));
        Assert.Equal(before.Outputs.Select(value => value.ToString()), after.Outputs.Select(value => value.ToString()));
        Assert.Equal(before.Nodes.Select(node => node.Operator), after.Nodes.Select(node => node.Operator));
        var changed = before
            .Initializers.Where(value =>
                value.Type.IsFloat() && !value.Data!.Span<float>().SequenceEqual(after[value.Name].Data!.Span<float>())
            )
            .Select(value => value.Name);
        Assert.Equal(["head.bias", "head.weight", "layer1.bias"], changed.Order());
        Assert.InRange(Accuracy(run, ArmNames.Distilled), Accuracy(run, ArmNames.Teacher) - 0.05, 1); // it began as the teacher
        Assert.Equal("scores", run.Arm(ArmNames.Distilled).Seeds[0].Model.Outputs.Single().Name);

        // The report's accuracy is that of the file.
        var recipe = RecipeReader.ReadText(File.ReadAllText(Path.Combine(run.Outcome.Folder, "recipe.yaml")));
        var settings = new RunSettings { OutputFolder = run.Outcome.Folder };
        Assert.Equal(
            Accuracy(run, ArmNames.Distilled),
            Distillation
                .Evaluate(
                    Path.Combine(run.Outcome.Folder, "student.onnx"),
                    recipe,
                    settings,
                    cancellation: TestContext.Current.CancellationToken
                )
                .Metric("accuracy")!
                .Value,
            1e-12
        );
    }

    [Fact]
    public void A_student_from_a_file_answers_in_ONNX_Runtime_as_here()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        Write(Foreign(x => x / 255, z => z.Softmax()));
        using var run = new SmallRun(
            $"student={{ onnx: '{_file}', preprocess: {{ range: 255 }} }}",
            "compare.arms=[]",
            "training.epochs=1"
        );
        var path = Path.Combine(run.Outcome.Folder, "student.onnx");
        using var input = new Tensor(ElementType.Float32, 1, 1, 28, 28);
        input.Span<float>().Fill(90);

        var theirs = OnnxRuntimeOracle.Run(File.ReadAllBytes(path), new Dictionary<string, Tensor> { ["picture"] = input })["scores"];

        Assert.Equal(theirs.Span<float>().ToArray(), ForeignNetwork.Run(run["student.onnx"], "scores", input), (a, b) =>
            Math.Abs(a - b) < 1e-5
        );
    }

    [Fact]
    public void A_network_for_other_classes_learns_these_with_a_new_head()
    {
        var ten = Foreign(x => x, z => z.Softmax());
        TrainableParameters.Mark(ten);
        Write(HeadReplacement.Run(ten, ten["scores"], 3, seed: 1));
        using var run = new SmallRun(
            $"teacher={{ onnx: '{_file}', head: {{ classes: 10 }}, preprocess: {{ range: 1 }}, train: {{ epochs: 3 }} }}",
            "compare.arms=[]"
        );

        Assert.InRange(Accuracy(run, ArmNames.Teacher), 0.6, 1);
        Assert.Contains(
            "give it a new last layer with 'head: { classes: … }'",
            Assert.Throws<DecantException>(() => new SmallRun($"teacher={{ onnx: '{_file}' }}")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(255)]
    [InlineData(1)]
    public void What_a_network_behind_sigmoids_wants_is_found_out_by_its_logits(double range)
    {
        Write(Foreign(x => x / range, z => z.Sigmoid()));
        using var run = new SmallRun($"teacher={{ onnx: '{_file}' }}", "compare.arms=[]");

        using var own = new SmallRun("compare.arms=[]");
        Assert.Equal(Accuracy(own, ArmNames.Teacher), Accuracy(run, ArmNames.Teacher), 0.01);
    }

    [Fact]
    public void What_cannot_be_trained_is_refused_before_training()
    {
        Write(Foreign(x => x, z => z));
        var frozen = Assert
            .Throws<DecantException>(() => new SmallRun($"student={{ onnx: '{_file}', freeze: ['head*', 'conv*'] }}", "compare.arms=[]"))
            .Message;
        Assert.Contains(
            "Student: freeze: expected patterns of its parameters, received 'conv*', which means none. Its "
                + "parameters: head.bias, head.weight, layer1.bias",
            frozen,
            StringComparison.Ordinal
        );
        var recipe = RecipeReader.ReadText(
            "data: { source: digits, train-images: 300, test-images: 50 }\nteacher: { train: { model: mlp, epochs: 1 } }\n"
                + "student: { model: mlp, freeze: ['conv*'] }\nlosses: [soft-targets]\ntraining: { epochs: 1 }\n"
        );
        Assert.Contains(
            "received 'conv*', which means none",
            Assert.Single(Distillation.Check(recipe, new RunSettings { OutputFolder = "unused" })),
            StringComparison.Ordinal
        );

        Write(Foreign(x => x.Graph.Add(new Squeeze([0]), x).Unsqueeze(0), z => z));
        var batch = Assert.Throws<DecantException>(() => new SmallRun($"student={{ onnx: '{_file}' }}", "compare.arms=[]")).Message;
        Assert.Contains("computes with a batch of 1 inside: it can be asked, not trained", batch, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_of_a_file_needs_a_file()
    {
        var message = Assert.Throws<RecipeException>(() => new SmallRun("student={ model: mlp, preprocess: { range: 255 } }")).Message;
        Assert.Contains("it says something about an ONNX file, and none is named", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_of_another_program_reads_real_digits_as_it_did_there()
    {
        var root = RealData.RootWith("pretrained/mnist-cnn/mnist.onnx");
        var recipe = RecipeReader.ReadText(
            "{ data: { source: idx, path: mnist }, student: { model: mlp }, losses: [hard-labels] }",
            "mnist"
        );
        var notes = new List<string>();

        var result = Distillation.Evaluate(
            Path.Combine(root, "pretrained/mnist-cnn/mnist.onnx"),
            recipe,
            new RunSettings { OutputFolder = "none", DataRoot = root },
            notes.Add,
            TestContext.Current.CancellationToken
        );

        Assert.InRange(result.Metric("accuracy")!.Value, 0.97, 1);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], result.AnswerNames);
        Assert.Contains(notes, note => note.Contains("mean 0.1307, deviation 0.3081", StringComparison.Ordinal));
    }

    public void Dispose() => File.Delete(_file);

    private static double Accuracy(SmallRun run, string arm) => run.Arm(arm).Seeds[0].Test.Metric("accuracy")!.Value;

    private void Write(Graph graph)
    {
        using var stream = File.Create(_file);
        OnnxFile.Write(graph, stream);
    }

    // A trained classifier of digits as another program writes it: a batch of 1, other names, inputs in another range.
    private static Graph Foreign(Func<Value, Value> undo, Func<Value, Value> finish)
    {
        var trained = s_trained.Value;
        var foreign = new Graph("foreign");
        foreign.Reserve(trained.Nodes.SelectMany(node => node.Outputs).Select(value => value.Name));
        var picture = foreign.AddInput("picture", ElementType.Float32, new Shape(1, 1, 28, 28));
        var named = Duplicate.Of(trained);
        named.Rename(named["logits"], "z");
        var values = Graft.Into(
            foreign,
            InputSizes.Change(named, new Shape(1, 1, 28, 28)),
            "",
            isTrained: false,
            new Dictionary<string, Value> { ["input"] = undo(picture) }
        );
        foreign.AddOutput(finish(values["z"]), "scores");
        return DeadCode.Remove(foreign);
    }
}
