using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Operators;
using Decant.OnnxRuntime;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;
using Decant.Tests.Adoption;
using Decant.Tests.Adoption.Texts;
using Decant.Tests.Pipeline;
using Decant.Tests.Shared;
using Google.Protobuf;

namespace Decant.Tests.Teachers;

/// <summary>Teachers that ONNX Runtime runs.</summary>
public sealed class OnnxRuntimeNetworkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-runtime-");

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void It_answers_what_Decant_answers(int batch)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var path = Write(ForeignNetwork.Of(new Shape("batch", 2, 6, 6)), _ => { });
        using var pixels = ForeignNetwork.Pixels(ForeignNetwork.Images(batch), batch, 2, 6, 6);

        var network = new OnnxRuntimeSessions().Read(path, threads: 1);

        Assert.Equal("image: Float32[batch, 2, 6, 6]", network.Inputs.Single().ToString());
        Assert.Equal("scores: Float32[batch, 3]", network.Outputs.Single().ToString());
        Assert.Equal(ForeignNetwork.Run(OnnxFile.Read(path), "scores", pixels), ForeignNetwork.Run(network, "scores", pixels), (a, b) =>
            Math.Abs(a - b) < 1e-5
        );
    }

    [Fact]
    public void Several_inputs_of_free_lengths_are_given_by_their_names()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var path = Path.Combine(_folder.FullName, "texts.onnx");
        OnnxFile.Write(TextEncoder.Build(order: [2, 0, 1]), path);
        var network = new OnnxRuntimeSessions().Read(path, threads: 1);

        Assert.Equal(
            ["token_type_ids: Int64[batch, sequence]", "input_ids: Int64[batch, sequence]", "attention_mask: Int64[batch, sequence]"],
            network.Inputs.Select(input => input.ToString())
        );
        foreach (var (batch, length) in new[] { (2, 5), (1, 3), (2, 5) })
        {
            var texts = new Dictionary<string, Tensor>
            {
                ["input_ids"] = Of(i => 1 + (7 * i % (TextEncoder.Words - 1))),
                ["attention_mask"] = Of(i => i % length < length - 1 ? 1 : 0),
                ["token_type_ids"] = Of(i => i % 2),
            };
            TensorAssert.Close(
                GraphRun.Of(OnnxFile.Read(path), texts, "reference")["last_hidden_state"],
                GraphRun.Of(network, texts, "managed")["last_hidden_state"]
            );

            Tensor Of(Func<int, long> number) => Tensor.From<long>([.. Enumerable.Range(0, batch * length).Select(number)], batch, length);
        }
    }

    [Fact]
    public void An_operator_that_Decant_lacks_is_no_hindrance_to_teach()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var path = Write(Digits(), AddEcho);
        Assert.Contains(
            "write 'runtime: onnxruntime' next to its file",
            Assert.Throws<DecantException>(() => new SmallRun($"teacher={{ onnx: '{path}' }}")).Message,
            StringComparison.Ordinal
        );

        using var run = new SmallRun($"teacher={{ onnx: '{path}', runtime: onnxruntime }}", "compare.arms=[]");

        var teacher = run.Arm(ArmNames.Teacher).Seeds[0];
        Assert.InRange(teacher.Test.Metric("accuracy")!.Value, 0.4, 1);
        Assert.Equal((((28 * 28) + 1) * 24) + (25 * 10) + 2, teacher.Model.Parameters);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(run.Outcome.Folder, "teacher.onnx")));
    }

    [Fact]
    public void It_cannot_be_trained_and_the_recipe_says_so()
    {
        var message = Assert
            .Throws<RecipeException>(() =>
                new SmallRun(
                    "teacher={ onnx: t.onnx, runtime: onnxruntime, train: { epochs: 1 } }",
                    "student={ onnx: s.onnx, runtime: onnxruntime }"
                )
            )
            .Message;
        Assert.Contains("teacher.runtime: a network that ONNX Runtime runs cannot be trained", message, StringComparison.Ordinal);
        Assert.Contains("student.runtime: a network that ONNX Runtime runs cannot be trained", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_that_changes_is_bound_anew()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var path = Write(ForeignNetwork.Of(new Shape("batch", 2, 6, 6)), _ => { });
        var network = new OnnxRuntimeSessions().Read(path, threads: 1);
        foreach (var batch in new[] { 1, 5, 1, 3 })
        {
            using var pixels = ForeignNetwork.Pixels(ForeignNetwork.Images(batch), batch, 2, 6, 6);
            Assert.Equal(ForeignNetwork.Run(OnnxFile.Read(path), "scores", pixels), ForeignNetwork.Run(network, "scores", pixels), (a, b) =>
                Math.Abs(a - b) < 1e-5
            );
        }
    }

    [Fact]
    public void Without_the_package_a_sentence_names_it()
    {
        var recipe = RecipeReader.ReadText(
            $"{{ data: {{ source: digits, train-images: 50, test-images: 10 }}, teacher: {{ onnx: "
                + $"'{Write(ForeignNetwork.Of(new Shape("batch", 2, 6, 6)), _ => { })}', runtime: onnxruntime }}, student: "
                + $"{{ model: mlp }} }}",
            "alone"
        );

        var message = Assert
            .Throws<DecantException>(() =>
                Distillation.Run(
                    recipe,
                    new RunSettings { OutputFolder = Path.Combine(_folder.FullName, "run") },
                    new SmallRun.Listener(),
                    TestContext.Current.CancellationToken
                )
            )
            .Message;

        Assert.Contains("'runtime: onnxruntime' needs the package Decant.OnnxRuntime", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_run_is_refused_in_the_runtime_s_words()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var path = Path.Combine(_folder.FullName, "noise.onnx");
        File.WriteAllBytes(path, [1, 2, 3, 4]);

        Assert.StartsWith(
            "ONNX Runtime: ",
            Assert.Throws<DecantException>(() => new OnnxRuntimeSessions().Read(path, 1)).Message,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Graph Digits()
    {
        using var run = new SmallRun("compare.arms=[]", "training.epochs=1");
        var trained = run["teacher.onnx"];
        trained.Metadata.Clear();
        trained.Rename(trained["logits"], "before");
        trained.AddOutput(trained["before"].Identity(), "answer");
        return Engine.Passes.DeadCode.Remove(trained, ["answer"]);
    }

    // x·σ(αx) of another domain: nearly x for large x.
    private static void AddEcho(ModelProto model)
    {
        var last = model.Graph.Node.Single(node => node.Output.Contains("answer"));
        last.OpType = "SampleOp"; // gives back what it is given
        last.Domain = "com.microsoft";
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
    }

    private string Write(Graph graph, Action<ModelProto> change)
    {
        var model = ModelWriter.Write(graph, OnnxFile.DefaultOpset);
        change(model);
        var path = Path.Combine(_folder.FullName, "network.onnx");
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }
}
