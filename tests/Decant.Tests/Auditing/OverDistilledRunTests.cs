using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Students;
using Decant.Tests.Pipeline;

namespace Decant.Tests.Auditing;

/// <summary>Whole runs: one whose teacher never answers one of the digits, and one as it should be.</summary>
public sealed class OverDistilledRunTests
{
    private const string Words = "the student learnt its teacher's mistakes";
    private const int Hidden = 3;

    private static readonly string[] s_learning =
    [
        "data.train-images=2000",
        "data.test-images=1000",
        "training.epochs=10",
        "training.optimizer=adamw",
        "training.learning-rate=0.005",
        "student.hidden=[32]",
        "compare.arms=[scratch]",
    ];

    [Fact]
    public void A_student_that_follows_a_teacher_blind_to_a_class_is_flagged_and_a_normal_one_is_not()
    {
        using var normal = new SmallRun([
            .. s_learning,
            "teacher.train.epochs=10",
            "teacher.train.hidden=[64]",
            "teacher.train.optimizer=adamw",
            "teacher.train.learning-rate=0.003",
        ]);
        var file = Path.GetTempFileName();
        Blind(normal["teacher.onnx"], file);
        using var followed = new SmallRun([
            .. s_learning,
            $"teacher={{ onnx: '{file}', preprocess: {{ range: 1 }} }}",
            "losses=[ { soft-targets: { weight: 1 } } ]",
        ]);
        File.Delete(file);

        Assert.DoesNotContain(normal.Outcome.Run.Warnings, warning => warning.Contains(Words, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(followed.Outcome.Run.Warnings, warning => warning.Contains(Words, StringComparison.OrdinalIgnoreCase));
    }

    private static void Blind(Graph teacher, string file)
    {
        teacher.Rename(teacher[Network.Logits], "honest");
        var copy = new Graph("blind");
        var values = Graft.Into(copy, teacher, "", isTrained: true);
        var shift = copy.AddInitializer("shift", Tensor.From<float>([.. Enumerable.Range(0, 10).Select(c => c == Hidden ? -30f : 0)]));
        copy.AddOutput((values["honest"] + shift).Identity(), Network.Logits);
        OnnxFile.Write(copy, file);
    }
}
