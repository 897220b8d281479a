using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Pipeline;
using Decant.Students;

namespace Decant.Tests.Pipeline;

public sealed class TeacherAuditTests
{
    // What a teacher needs in order to know something.
    private static readonly string[] s_taught =
    [
        "teacher.train.epochs=10",
        "teacher.train.optimizer=adamw",
        "teacher.train.learning-rate=0.003",
    ];

    // A validation part that is large enough to show it.
    private static readonly string[] s_learning = ["data.train-images=1500", "compare.arms=[]"];

    [Fact]
    public void Probabilities_in_the_place_of_logits_are_found_out() =>
        Assert.Contains("expected logits, received probabilities", Refused((graph, logits) => logits.Softmax()), StringComparison.Ordinal);

    [Fact]
    public void An_answer_that_never_changes_is_refused() =>
        Assert.Contains("the same answer to every sample", Refused((graph, logits) => logits * 0), StringComparison.Ordinal);

    [Fact]
    public void An_answer_that_is_no_number_is_refused() =>
        Assert.Contains(
            "received NaN for class 0 from the model",
            Refused((graph, logits) => (-logits.Abs() - 1).Log()),
            StringComparison.Ordinal
        );

    [Fact]
    public void Classes_of_the_same_names_in_another_order_are_put_into_the_datas()
    {
        var file = Changed(
            (graph, logits) => Reversed(graph, logits),
            graph => graph.Metadata["decant.classes"] = """["9","8","7","6","5","4","3","2","1","0"]""",
            s_taught
        );
        using var run = new SmallRun($"teacher={{ onnx: '{file}' }}", "compare.arms=[]");
        using var honest = new SmallRun([.. s_taught, "compare.arms=[]"]);
        File.Delete(file);

        Assert.Equal(honest.Arm("teacher").Seeds[0].Test.Metric("accuracy"), run.Arm("teacher").Seeds[0].Test.Metric("accuracy"));
        Assert.Contains(run.Said.Notes, note =>
            note.EndsWith(
                "its classes are in another order than the data's; they are put into the data's by their names.",
                StringComparison.Ordinal
            )
        );
    }

    // The permutation that lifts it from chance is found, named and offered; applied is what the user writes.
    [Fact]
    public void Classes_in_another_order_without_names_are_found_out_and_offered()
    {
        var file = Changed((graph, logits) => Reversed(graph, logits), graph => graph.Metadata.Clear(), [.. s_taught, .. s_learning]);
        using var run = new SmallRun([$"teacher={{ onnx: '{file}', preprocess: {{ range: 1 }} }}", .. s_learning]);
        using var told = new SmallRun([
            $"teacher={{ onnx: '{file}', preprocess: {{ range: 1 }}, classes: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] }}",
            .. s_learning,
        ]);
        var plan = Distillation.Plan(
            SmallRun.Recipe([$"teacher={{ onnx: '{file}', preprocess: {{ range: 1 }} }}", .. s_learning]),
            new RunSettings { Threads = 1 }
        );
        File.Delete(file);

        var warning = Assert.Single(run.Outcome.Run.Warnings, warning =>
            warning.Contains("if its classes are in another order", StringComparison.Ordinal)
        );
        Assert.Contains("write 'classes: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]' next to its file", warning, StringComparison.Ordinal);
        Assert.Contains(plan.Warnings, words => string.Equals(words, warning, StringComparison.OrdinalIgnoreCase));
        Assert.InRange(run.Arm("teacher").Seeds[0].Test.Metric("accuracy")!.Value, 0, 0.3);
        Assert.InRange(told.Arm("teacher").Seeds[0].Test.Metric("accuracy")!.Value, 0.6, 1);
    }

    [Fact]
    public void A_teacher_near_chance_is_a_warning()
    {
        var file = Changed((graph, logits) => -logits, _ => { });
        using var run = new SmallRun($"teacher={{ onnx: '{file}' }}", "compare.arms=[]");
        File.Delete(file);

        Assert.Contains(run.Said.Notes, note => note.StartsWith("Warning: the teacher is right on", StringComparison.Ordinal));
        Assert.Contains("The teacher is no better than guessing", run.Outcome.Verdict!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("keeps", run.Outcome.Verdict!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public void A_teacher_of_labels_near_chance_is_a_warning(int sign, bool isWarned)
    {
        string[] labels = ["task=image-multi-label", "losses=[multi-label, hard-labels]", .. s_learning];
        var file = Changed((graph, logits) => logits * sign, _ => { }, [.. labels, .. s_taught]);
        using var run = new SmallRun([.. labels, $"teacher={{ onnx: '{file}' }}"]);
        File.Delete(file);

        Assert.Equal(
            isWarned,
            run.Said.Notes.Any(note => note.Contains("the teacher gives the first the higher answer in", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_teacher_of_labels_that_answers_with_probabilities_is_found_out() =>
        Assert.Contains(
            "A sigmoid of probabilities is never a no",
            Refused((graph, logits) => logits.Sigmoid(), changes: ["task=image-multi-label", "losses=[multi-label, hard-labels]"]),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public void A_teacher_of_numbers_that_explains_nothing_is_a_warning(int sign, bool isWarned)
    {
        string[] slant = ["task=image-regression", "data.target=slant", "losses=[regression]", .. s_learning];
        var file = Changed((graph, logits) => logits * sign, _ => { }, [.. slant, .. s_taught]);
        using var run = new SmallRun([.. slant, $"teacher={{ onnx: '{file}' }}"]);
        File.Delete(file);

        Assert.Equal(
            isWarned,
            run.Said.Notes.Any(note => note.StartsWith("Warning: the teacher explains nothing", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_teacher_made_for_inputs_of_another_scale_is_a_warning()
    {
        var file = Changed((graph, logits) => logits, graph => graph["input.mean"].Data!.Span<float>()[0] *= 255);
        using var run = new SmallRun($"teacher={{ onnx: '{file}' }}", "compare.arms=[]");
        File.Delete(file);

        Assert.Contains(run.Said.Notes, note => note.Contains("for another scale", StringComparison.Ordinal));
    }

    [Fact]
    public void A_student_that_alone_is_as_good_as_the_teacher_is_a_warning()
    {
        var file = Changed((graph, logits) => -logits, _ => { });
        using var run = new SmallRun($"teacher={{ onnx: '{file}' }}");
        File.Delete(file);

        Assert.Contains(run.Said.Notes, note => note.StartsWith("Warning: the student trained alone is as good", StringComparison.Ordinal));
    }

    private static Value Reversed(Graph graph, Value logits) =>
        logits.Gather(graph.AddInitializer("reversed", Tensor.From<long>([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])), 1);

    private static string Refused(Func<Graph, Value, Value> answer, Action<Graph>? change = null, params string[] changes)
    {
        var file = Changed(answer, change ?? (_ => { }), changes);
        try
        {
            return Assert
                .Throws<DecantException>(() =>
                {
                    using var run = new SmallRun([.. changes, $"teacher={{ onnx: '{file}' }}", "compare.arms=[]"]);
                })
                .Message;
        }
        finally
        {
            File.Delete(file);
        }
    }

    // A teacher's file whose answers are a function of an honest one's.
    private static string Changed(Func<Graph, Value, Value> answer, Action<Graph> change, params string[] changes)
    {
        using var run = new SmallRun([.. changes, "compare.arms=[]"]);
        var graph = run["teacher.onnx"];
        var answered = graph.Find(Network.Prediction) is null ? Network.Logits : Network.Prediction;
        graph.Rename(graph[answered], "honest");
        var copy = new Graph("changed");
        var values = Engine.Passes.Graft.Into(copy, graph, "", isTrained: true);
        copy.AddOutput(answer(copy, values["honest"]).Identity(), answered);
        foreach (var (key, word) in graph.Metadata)
        {
            copy.Metadata[key] = word;
        }

        change(copy);
        var file = Path.GetTempFileName();
        using var stream = File.Create(file);
        OnnxFile.Write(copy, stream);
        return file;
    }
}
