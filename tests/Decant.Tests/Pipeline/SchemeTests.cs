using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Recipes;
using Decant.Runs;

namespace Decant.Tests.Pipeline;

public sealed class SchemeTests
{
    [Fact]
    public void An_ensemble_of_unlike_teachers_is_one_file_with_a_score_of_its_own()
    {
        using var run = new SmallRun(
            "teacher={ ensemble: [{ train: { model: mlp, hidden: [16], epochs: 2 } }, { train: { model: cnn, "
                + "channels: [4], epochs: 1 } }], combine: logits }"
        );

        var teacher = run["teacher.onnx"];
        Assert.Contains(teacher.Initializers, value => value.Name == "teacher1/layer1.weight");
        Assert.Contains(teacher.Initializers, value => value.Name == "teacher2/block1.convolution.weight");
        Assert.Equal(
            2,
            run.Said.Notes.Count(note =>
                note.StartsWith("Teacher ", StringComparison.Ordinal) && note.Contains("test accuracy", StringComparison.Ordinal)
            )
        );
        Assert.Equal("mlp 16 + cnn 4", run.Arm(ArmNames.Teacher).Seeds[0].Model.Architecture);
    }

    [Fact]
    public void Hints_can_be_values_of_one_teacher_of_an_ensemble_and_stand_in_the_last_stage()
    {
        using var run = new SmallRun(
            "teacher={ ensemble: [{ train: { model: mlp, hidden: [16], epochs: 1 } }, { train: { model: mlp, "
                + "hidden: [24], epochs: 1 } }] }",
            "losses=[soft-targets]",
            "compare.arms=[]",
            "fine-tune={ epochs: 1, losses: [{ hint: { teacher: teacher2/layer1.active, student: layer1.active } }] }"
        );

        Assert.True(run.Arm(ArmNames.Distilled).Seeds[0].Epochs[^1].LossTerms.Single(term => term.Name == "hint").Value > 0);
    }

    [Fact]
    public void An_assistant_learns_from_the_teacher_and_the_student_from_the_assistant()
    {
        using var run = new SmallRun("assistants=[{ model: mlp, hidden: [12] }]");

        Assert.Equal(["teacher", "assistant-1", "distilled", "scratch"], run.Said.Plans.Select(plan => plan.Arm));
        Assert.Equal(["soft-targets", "hard-labels"], run.Said.Plans[1].LossTerms);
        Assert.Equal("mlp 12", run.Arm("assistant-1").Seeds[0].Model.Architecture);
        Assert.All(run.Said.Plans, (plan, place) => Assert.Equal((place + 1, 4), (plan.Training, plan.Trainings)));
    }

    [Fact]
    public void Every_generation_is_born_again_from_other_weights()
    {
        using var run = new SmallRun("student.generations=3", "compare.seeds=2");

        Assert.Equal(
            ["teacher", "generation-1", "generation-2", "distilled", "scratch", "generation-1", "generation-2", "distilled", "scratch"],
            run.Said.Plans.Select(plan => plan.Arm)
        );
        Assert.Equal(2, run.Arm("generation-2").Seeds.Count);
        Assert.NotEqual(Weights(run["checkpoints/generation-1-seed1.onnx"]), Weights(run["checkpoints/generation-2-seed1.onnx"]));
    }

    [Fact]
    public void Without_a_teacher_the_first_generation_learns_from_labels_alone()
    {
        using var run = new SmallRun("teacher=none", "student.generations=2");

        Assert.Equal(["hard-labels"], run.Said.Plans[0].LossTerms);
        Assert.Equal(["soft-targets", "hard-labels"], run.Said.Plans[1].LossTerms);
        Assert.Null(run.Outcome.Run.Arm(ArmNames.Teacher));
    }

    [Theory]
    [InlineData("losses=[{ hard-labels: { weight: 1 } }, { peers: { count: 3 } }]", "peers")]
    [InlineData("losses=[{ hard-labels: { weight: 1 } }, { exits: { at: [layer1.active] } }]", "exits")]
    public void What_learns_beside_the_student_is_not_exported(string losses, string term)
    {
        using var run = new SmallRun("teacher=none", losses);

        Assert.Contains(term, run.Said.Plans[0].LossTerms);
        Assert.Equal(["hard-labels"], run.Said.Plans[1].LossTerms);
        Assert.Equal(
            ["head.bias", "head.weight", "input.deviation", "input.mean", "layer1.bias", "layer1.weight"],
            run["student.onnx"].Initializers.Select(value => value.Name).Order()
        );
    }

    [Fact]
    public void The_students_own_average_can_be_the_teacher()
    {
        using var run = new SmallRun(
            "teacher={ average: 0.9 }",
            "losses=[{ hard-labels: { weight: 1 } }, { soft-targets: { weight: 1, temperature: 2 } }]"
        );

        var soft = run.Arm(ArmNames.Distilled).Seeds[0].Epochs[^1].LossTerms.Single(term => term.Name == "soft-targets").Value;
        Assert.InRange(soft, 1e-9, 1); // the past is like the present, and not the same
    }

    [Fact]
    public void Of_samples_without_labels_the_student_sees_what_the_teacher_says()
    {
        using var run = new SmallRun("data.labelled=0.25", "data.confidence=0.2");

        var distilled = run.Said.Plans.Single(plan => plan.Arm == ArmNames.Distilled);
        var scratch = run.Said.Plans.Single(plan => plan.Arm == ArmNames.Scratch);
        Assert.Equal(90, scratch.SamplesPerEpoch - (scratch.SamplesPerEpoch % 90)); // a quarter of 360
        Assert.InRange(distilled.SamplesPerEpoch, 91, 360);
        Assert.True(scratch.Epochs > distilled.Epochs, "the student alone gets as many steps");
        Assert.Contains(run.Said.Notes, note => note.Contains("the teacher is sure of", StringComparison.Ordinal));
    }

    [Fact]
    public void No_labels_at_all_leave_nothing_to_compare_with()
    {
        using var run = new SmallRun("data.labelled=0", "losses=[soft-targets]");

        Assert.Null(run.Outcome.Run.Arm(ArmNames.Scratch));
        Assert.Contains(run.Said.Notes, note => note.Contains("too few samples have labels", StringComparison.Ordinal));
    }

    [Fact]
    public void Further_samples_without_labels_join_the_students_own()
    {
        using var run = new SmallRun("data.unlabelled={ source: digits, train-images: 300, test-images: 50 }");

        Assert.True(run.Said.Plans.Single(plan => plan.Arm == ArmNames.Distilled).SamplesPerEpoch >= 640);
        Assert.InRange(run.Said.Plans.Single(plan => plan.Arm == ArmNames.Scratch).SamplesPerEpoch, 300, 360);
    }

    [Fact]
    public void Stages_come_one_after_the_other_and_their_epochs_are_counted_on()
    {
        using var run = new SmallRun(
            "hint-stage={ epochs: 1, losses: [{ soft-targets: { temperature: 8 } }] }",
            "fine-tune={ epochs: 1, learning-rate: 0.001, data: { source: digits, train-images: 200, test-images: 50 } }"
        );

        var arms = run.Said.Plans.Select(plan => plan.Arm);
        Assert.Equal(["teacher", "distilled", "distilled", "distilled", "scratch", "scratch"], arms);
        Assert.Equal([1, 2, 3, 4], run.Arm(ArmNames.Distilled).Seeds[0].Epochs.Select(epoch => epoch.Epoch));
        Assert.InRange(run.Arm(ArmNames.Distilled).Seeds[0].Epochs[3].LearningRate, 1e-9, 0.001);
        Assert.True(run.Said.Plans[3].SamplesPerEpoch <= 200);
    }

    [Fact]
    public void What_is_frozen_of_a_teacher_stays_as_its_file_has_it()
    {
        using var first = new SmallRun("compare.arms=[]", "training.epochs=1");
        var file = Path.Combine(first.Outcome.Folder, "teacher.onnx");
        using var second = new SmallRun(
            $"teacher={{ onnx: '{file}', train: {{ epochs: 1, freeze: ['layer1*'], layer-decay: 0.5, schedule: linear, warmup: 2 steps }} }}",
            "compare.arms=[]",
            "training.epochs=1"
        );

        var (before, after) = (first["teacher.onnx"], second["teacher.onnx"]);
        Assert.Equal(before["layer1.weight"].Data!.Span<float>().ToArray(), after["layer1.weight"].Data!.Span<float>().ToArray());
        Assert.NotEqual(before["head.weight"].Data!.Span<float>().ToArray(), after["head.weight"].Data!.Span<float>().ToArray());
        Assert.Contains(
            "Teacher: freeze: expected patterns of its parameters, received 'layer7*', which means none",
            Assert
                .Throws<DecantException>(() => new SmallRun($"teacher={{ onnx: '{file}', train: {{ epochs: 1, freeze: ['layer7*'] }} }}"))
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Frozen_parameters_stay_as_they_are()
    {
        using var whole = new SmallRun("student.freeze=['*']", "compare.arms=[]");
        using var head = new SmallRun("student.freeze=['layer1*']", "compare.arms=[]");

        Assert.Equal(Weights(whole["student.onnx"]), Weights(head["student.onnx"]));
        Assert.NotEqual(Weights(whole["student.onnx"], "head.weight"), Weights(head["student.onnx"], "head.weight"));
    }

    [Fact]
    public void A_class_that_the_student_never_saw_is_answered_as_often_as_it_occurs()
    {
        using var run = new SmallRun("data.omit=['3']", "compare.arms=[]");

        var test = run.Arm(ArmNames.Distilled).Seeds[0].Test;
        Assert.True(Enumerable.Range(0, 10).Sum(label => test.Confusion![label, 3]) > 0, "the class is answered");
        Assert.Contains(run.Said.Notes, note => note.Contains("The bias of class '3'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("teacher=none", "missing: expected a teacher, as soft-targets learns from one")]
    [InlineData("teacher={ ensemble: [{ onnx: a }, { onnx: b }], onnx: c }", "one kind of teacher")]
    [InlineData("teacher={ ensemble: [{ onnx: a }] }", "2 or more")]
    [InlineData("teacher={ average: 1 }", "below 1")]
    [InlineData("teacher={ average: 0.9 }|losses=[{ hint: { teacher: a, student: b } }]", "tells only its logits")]
    public void A_scheme_that_cannot_be_is_refused(string change, string words) =>
        Assert.Contains(
            words,
            Assert
                .Throws<RecipeException>(() =>
                {
                    using var run = new SmallRun(change.Split('|'));
                })
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_class_to_omit_that_does_not_exist_is_named() =>
        Assert.Contains(
            "known: 0, 1",
            Assert
                .Throws<DecantException>(() =>
                {
                    using var run = new SmallRun("data.omit=['eleven']");
                })
                .Message,
            StringComparison.Ordinal
        );

    private static float[] Weights(Graph graph, string name = "layer1.weight") => graph[name].Data!.Span<float>().ToArray();
}
