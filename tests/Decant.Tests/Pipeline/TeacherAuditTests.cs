using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;

namespace Decant.Tests.Pipeline;

public sealed class TeacherAuditTests
{
    [Fact]
    public void Probabilities_in_the_place_of_logits_are_found_out() =>
        Assert.Contains("expected logits, received probabilities", Refused((graph, logits) => logits.Softmax()), StringComparison.Ordinal);

    [Fact]
    public void An_answer_that_never_changes_is_refused() =>
        Assert.Contains("the same answer to every sample", Refused((graph, logits) => logits * 0), StringComparison.Ordinal);

    [Fact]
    public void An_answer_that_is_no_number_is_refused() =>
        Assert.Contains("received NaN for class 0 from the model", Refused((graph, logits) => (-logits.Abs() - 1).Log()), StringComparison.Ordinal);

    [Fact]
    public void Classes_in_another_order_are_refused() => Assert.Contains(
        "in another order", Refused((graph, logits) => logits, graph => graph.Metadata["decant.classes"] = """["9","8","7","6","5","4","3","2","1","0"]"""), StringComparison.Ordinal);

    [Fact]
    public void A_teacher_near_chance_is_a_warning()
    {
        var file = Changed((graph, logits) => -logits, _ => { });
        using var run = new SmallRun($"teacher={{ onnx: '{file}' }}", "compare.arms=[]");
        File.Delete(file);

        Assert.Contains(run.Said.Notes, note => note.StartsWith("Warning: the teacher is right on", StringComparison.Ordinal));
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

    private static string Refused(Func<Graph, Value, Value> answer, Action<Graph>? change = null)
    {
        var file = Changed(answer, change ?? (_ => { }));
        try
        {
            return Assert.Throws<DecantException>(() => { using var run = new SmallRun($"teacher={{ onnx: '{file}' }}", "compare.arms=[]"); }).Message;
        }
        finally
        {
            File.Delete(file);
        }
    }

    // A teacher's file whose answers are a function of an honest one's.
    private static string Changed(Func<Graph, Value, Value> answer, Action<Graph> change)
    {
        using var run = new SmallRun("compare.arms=[]");
        var graph = run["teacher.onnx"];
        graph.Rename(graph["logits"], "honest");
        var copy = new Graph("changed");
        var values = Engine.Passes.Graft.Into(copy, graph, "", isTrained: true);
        copy.AddOutput(answer(copy, values["honest"]).Identity(), "logits");
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
