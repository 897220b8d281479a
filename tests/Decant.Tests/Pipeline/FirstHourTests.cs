using System.Globalization;
using Decant.Engine;
using Decant.Notices;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;
using Decant.Training;

namespace Decant.Tests.Pipeline;

/// <summary>What a person is told, and kept from, who uses Decant for the first time.</summary>
public sealed class FirstHourTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-first-");

    [Theory]
    [InlineData("training.learning-rate=100")]
    [InlineData("training.learning-rate=100", "student.hidden=[32, 32]", "losses.soft-targets.temperature=20")]
    public void A_training_that_diverges_says_so_and_what_to_do(params string[] changes)
    {
        var message = Assert
            .Throws<TrainingDivergedException>(() =>
            {
                using var run = new SmallRun([.. changes, "teacher.train.learning-rate=0.05", "compare.arms=[]"]);
            })
            .Message;

        Assert.Contains("Training 'distilled' (seed 1) diverged: ", message, StringComparison.Ordinal);
        Assert.Contains("Lower training.learning-rate (", message, StringComparison.Ordinal);
        Assert.DoesNotContain("checkpoint is none", message, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]{8}", message);
        Assert.Contains("training.clip-norm: 1", message, StringComparison.Ordinal);
        Assert.Equal(
            changes.Length > 1,
            message.Contains("'soft-targets' at temperature 20 is multiplied by T² = 400", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_training_that_learnt_nothing_is_a_warning()
    {
        using var run = new SmallRun("training.learning-rate=1e-9", "compare.arms=[]");

        Assert.Contains(run.Outcome.Run.Warnings, warning =>
            warning.StartsWith("'distilled' learnt next to nothing: it is right on", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_student_that_is_larger_than_its_teacher_is_a_warning_before_training_and_first_in_the_report()
    {
        using var run = new SmallRun("student.hidden=[512]", "teacher.train.hidden=[16]", "compare.arms=[]");

        var (warned, began) = (
            run.Said.Notes.FindIndex(note =>
                note.StartsWith("Warning: the student has 407,050 parameters and its teacher 12,730", StringComparison.Ordinal)
            ),
            run.Said.Notes.Count
        );
        Assert.InRange(warned, 0, began - 1);
        var report = File.ReadAllText(Path.Combine(run.Outcome.Folder, "report.html"));
        Assert.InRange(
            report.IndexOf("The student has 407,050", StringComparison.Ordinal),
            1,
            report.IndexOf("<details><summary>Recipe", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false, "training.warmup=1 epochs")]
    [InlineData(false, "training.clip-norm=1")]
    [InlineData(false, "training.optimizer=adamw", "training.learning-rate=0.001")]
    [InlineData(false, "losses.soft-targets.temperature-squared=off")]
    public void A_high_temperature_without_warm_up_or_clipping_is_a_warning(bool isWarned, params string[] changes)
    {
        using var run = new SmallRun(["losses.soft-targets.temperature=20", "training.epochs=2", "compare.arms=[]", .. changes]);

        Assert.Equal(
            isWarned,
            run.Outcome.Run.Warnings.Any(warning =>
                warning.StartsWith("'soft-targets' at temperature 20 is multiplied by T² = 400", StringComparison.Ordinal)
            )
        );
    }

    [Theory]
    [InlineData(true, "training.learning-rate=0.1")]
    [InlineData(false, "training.learning-rate=0.05")]
    [InlineData(false, "training.learning-rate=0.1", "training.clip-norm=1")]
    [InlineData(false, "training.learning-rate=0.1", "student={ model: cnn, channels: [4, 8] }")]
    public void Steps_so_long_that_units_die_are_a_warning(bool isWarned, params string[] changes)
    {
        using var run = new SmallRun(["losses.soft-targets.temperature=4", "training.epochs=1", "compare.arms=[]", .. changes]);

        Assert.Equal(
            isWarned,
            run.Outcome.Run.Warnings.Any(warning =>
                warning.StartsWith("'soft-targets' at temperature 4 is multiplied by T² = 16", StringComparison.Ordinal)
            )
        );
    }

    // 60,000 samples of 65,536 numbers, twice: 31 GB.
    [Fact]
    public void A_memory_bank_that_cannot_fit_is_refused_with_its_size_and_the_way_out()
    {
        var recipe = RecipeReader.ReadText(
            """
            data: { source: digits, train-images: 60000, test-images: 100 }
            teacher: { train: { model: mlp, hidden: [8], epochs: 1 } }
            student: { model: mlp, hidden: [8] }
            losses: [ { crd: { student: layer1, teacher: layer1, features: 65536 } } ]
            """
        );
        var bytes = recipe.Losses[0].RememberedBytes(60_000);
        Assert.Equal(31_457_280_000, bytes);
        Assert.SkipWhen(MemoryCheck.Available(new()) > 28_000_000_000, "This machine has memory for it.");

        var problem = Assert.Single(Distillation.Check(recipe, new RunSettings()));
        Assert.Contains("losses.crd: it remembers vectors of all 54,000 training samples, 28.3 GB", problem, StringComparison.Ordinal);
        Assert.Contains("Lower its 'features'", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_tells_samples_classes_time_and_memory_before_any_work()
    {
        var recipe = RecipeReader.ReadText(
            """
            data: { source: digits, train-images: 400, test-images: 100 }
            teacher: { train: { model: mlp, hidden: [24], epochs: 3 } }
            student: { model: mlp, hidden: [8] }
            training: { epochs: 2, batch: 32 }
            compare: { seeds: 2 }
            """
        );

        var plan = Distillation.Plan(recipe, new RunSettings { Threads = 1 });

        Assert.Empty(plan.Problems);
        Assert.Equal([("train", 360), ("validation", 40), ("test", 100)], plan.Data!.Parts.Select(part => (part.Name, part.Count)));
        Assert.All(plan.Data.Parts, part => Assert.Equal(part.Count, part.Classes.Sum()));
        Assert.Equal(
            [(ArmNames.Teacher, 1), (ArmNames.Distilled, 2), (ArmNames.Scratch, 2)],
            plan.Trainings.Select(training => (training.Arm, training.Count))
        );
        Assert.All(plan.Trainings, training => Assert.True(training.Duration > TimeSpan.Zero && training.Bytes > 0));
        Assert.InRange(plan.Bytes, 100_000_000, 1_000_000_000);
        Assert.Contains(plan.Warnings, warning => warning.StartsWith("there are 100 test samples", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_fit_is_refused_before_any_training()
    {
        var recipe = RecipeReader.ReadText(
            """
            data: { source: digits, train-images: 60000, test-images: 100 }
            teacher: { train: { model: resnet, depth: 56, width: 4, batch: 50000, epochs: 1 } }
            student: { model: mlp, hidden: [8] }
            """
        );
        Assert.SkipWhen(MemoryCheck.Available(new()) > 600_000_000_000, "This machine has memory for it.");

        var problem = Assert.Single(Distillation.Plan(recipe, new RunSettings()).Problems);
        Assert.Matches(
            @"^teacher: a batch of 50000 does not fit\. .* needs \d+\.\d GB to compute in .* Lower teacher\.train\.batch\.$",
            problem
        );
    }

    [Fact]
    public void A_run_by_code_never_overwrites_another()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "run"));
        File.WriteAllText(Path.Combine(_folder.FullName, "run", "student.onnx"), "mine");
        var recipe = RecipeReader.ReadText(
            "data: { source: digits, train-images: 100, test-images: 50 }\nteacher: { train: { model: mlp, epochs: "
                + "1 } }\nstudent: { model: mlp }\ntraining: { batch: 16 }"
        );

        var message = Assert
            .Throws<DecantException>(() =>
                Distillation.Run(
                    recipe,
                    new RunSettings { OutputFolder = Path.Combine(_folder.FullName, "run") },
                    cancellation: TestContext.Current.CancellationToken
                )
            )
            .Message;

        Assert.StartsWith("RunSettings.OutputFolder: expected a folder that is new or empty,", message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_folder.FullName, "run", "student.onnx")));
    }

    [Fact]
    public void A_run_that_is_stopped_leaves_a_report_of_what_is_finished()
    {
        using var stop = new CancellationTokenSource();
        var recipe = RecipeReader.ReadText(
            """
            data: { source: digits, train-images: 400, test-images: 100 }
            teacher: { train: { model: mlp, hidden: [24], epochs: 2 } }
            student: { model: mlp, hidden: [8] }
            training: { epochs: 1, batch: 32 }
            compare: { seeds: 3 }
            """
        );
        var settings = new RunSettings
        {
            OutputFolder = Path.Combine(_folder.FullName, "stopped"),
            TeacherFolder = Path.Combine(_folder.FullName, "teachers"),
            Threads = 1,
        };

        Assert.Throws<OperationCanceledException>(() => Distillation.Run(recipe, settings, new StopsInTraining(4, stop), stop.Token));

        var summary = File.ReadAllText(Path.Combine(settings.OutputFolder, "summary.json"));
        Assert.Contains("The run ended before all its trainings were done", summary, StringComparison.Ordinal);
        Assert.Contains(
            "The run ended before all its trainings were done",
            File.ReadAllText(Path.Combine(settings.OutputFolder, "report.html")),
            StringComparison.Ordinal
        );
        Assert.Equal(
            [1],
            System
                .Text.Json.JsonDocument.Parse(summary)
                .RootElement.GetProperty("arms")[0]
                .GetProperty("seeds")
                .EnumerateArray()
                .Select(seed => seed.GetInt32())
        );
    }

    // Images are read once, at the larger size; the student's file makes them smaller itself.
    [Fact]
    public void A_student_may_see_smaller_images_than_its_teacher()
    {
        using var run = new SmallRun("student={ model: cnn, channels: [4], input-size: 14x12 }", "training.epochs=1", "compare.arms=[]");
        var student = run["student.onnx"];

        Assert.Equal("[N, 1, 28, 28]", student["input"].Shape.ToString());
        Assert.Contains(student.Nodes.SelectMany(node => node.Outputs), value => value.Shape.ToString() == "[N, 4, 12, 14]");
        Assert.Contains(
            "expected pixels as in 32",
            Assert
                .Throws<DecantException>(() =>
                {
                    using var wrong = new SmallRun("student.input-size=large", "compare.arms=[]");
                })
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Numbers_are_called_no_labels()
    {
        var recipe = RecipeReader.ReadText(
            "task: image-regression\ndata: { source: digits, target: slant }\nteacher: { train: { model: mlp } }\nstudent: { model: mlp }"
        );

        Assert.Equal(["regression", "true-numbers"], recipe.Losses.Select(term => term.Term));
        Assert.Equal(recipe, RecipeReader.ReadText(RecipeWriter.Write(recipe)));
    }

    [Fact]
    public void The_file_that_has_the_headlines_score_is_named()
    {
        using var run = new SmallRun("compare.seeds=2", "compare.arms=[]");
        var own = run.Arm(ArmNames.Distilled).Seeds[0].Test.Metric("accuracy")!.Value;

        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"mean of 2 seeds; student.onnx, of seed 1, has {100 * own:0.00}\u00A0%"),
            File.ReadAllText(Path.Combine(run.Outcome.Folder, "report.html")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_check_counts_further_samples_without_labels()
    {
        var recipe = SmallRun.Recipe(["data.unlabelled={ source: digits, train-images: 250, test-images: 10 }"]);

        var plan = Distillation.Plan(recipe, new RunSettings { Threads = 1 });

        Assert.Contains("The student learns from 250 further samples without labels (data.unlabelled).", plan.Notes);
    }

    [Fact]
    public void The_time_of_the_whole_run_is_told_by_what_its_trainings_cost()
    {
        using var run = new SmallRun("compare.seeds=2");

        Assert.Equal([4, 3, 2, 1, 0], run.Said.Plans.Select(plan => plan.Later.Count));
        Assert.Equal(
            [ArmNames.Distilled, ArmNames.Scratch, ArmNames.Distilled, ArmNames.Scratch],
            run.Said.Plans[0].Later.Select(training => training.Arm)
        );
        Assert.True(run.Said.Plans[0].Work > run.Said.Plans[1].Work && run.Said.Plans[1].Work > run.Said.Plans[2].Work);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class StopsInTraining(int number, CancellationTokenSource stop) : IRunObserver
    {
        public void Note(Notice notice) { }

        public void Begin(TrainingPlan plan)
        {
            if (plan.Training == number)
            {
                stop.Cancel();
            }
        }

        public void Step(in TrainingProgress progress) { }

        public void Epoch(EpochRecord record) { }

        public void End(string arm, SeedResult result) { }
    }
}
