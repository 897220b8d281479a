using System.Globalization;
using Decant.Data.Arrays;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Pipeline;
using Decant.Pipeline.Progress;
using Decant.Recipes;
using Decant.Runs;
using Decant.SoftTargets;
using Decant.SoftTargets.Store;

namespace Decant.Tests.Pipeline;

/// <summary>Whole runs whose students learn from stored answers.</summary>
public sealed class StoredRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-stored-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_run_that_keeps_its_answers_gives_the_same_students_and_says_what_that_saved()
    {
        using var live = new SmallRun("compare.seeds=2");
        using var kept = new SmallRun("compare.seeds=2", "soft-targets.store=auto");

        Assert.Equal(Weights(live["student.onnx"]), Weights(kept["student.onnx"]));
        Assert.Equal(Weights(live["checkpoints/student-final-seed2.onnx"]), Weights(kept["checkpoints/student-final-seed2.onnx"]));
        var store = Assert.Single(kept.Outcome.Run.Stores);
        Assert.Equal(("store/teacher", "f32", 360L, 1), (store.Folder, store.Encoding, store.Answers, store.Views));
        Assert.True(store.Seconds > 0 && store.SecondsSavedPerEpoch == store.Seconds);
        Assert.InRange(store.BytesPerAnswer, 46, 50);
        var page = Decant.Reporting.HtmlReport.Of(kept.Outcome.Run);
        Assert.Contains("Stored answers", page, StringComparison.Ordinal);
        Assert.Contains("every epoch that reads them saves", page, StringComparison.Ordinal);
        Assert.Contains("\"secondsSavedPerEpoch\"", Decant.Reporting.SummaryJson.Of(kept.Outcome.Run), StringComparison.Ordinal);
    }

    [Fact]
    public void With_augmentation_answers_are_kept_of_so_many_views_or_not_at_all()
    {
        using var off = new SmallRun("data.augment={ shift: 2 }", "soft-targets.store=auto");
        Assert.Contains(off.Said.Notes, note => note.Contains("is off, as every epoch shows other views", StringComparison.Ordinal));
        Assert.Empty(off.Outcome.Run.Stores);

        string[] views = ["data.augment={ shift: 2 }", "soft-targets.views=2", "training.epochs=5"];
        using var live = new SmallRun(views);
        using var kept = new SmallRun([.. views, "soft-targets.store=auto"]);
        Assert.Equal(Weights(live["student.onnx"]), Weights(kept["student.onnx"]));
        Assert.Equal(720, Assert.Single(kept.Outcome.Run.Stores).Answers);
    }

    [Fact]
    public void Assistants_and_generations_have_stores_of_their_own()
    {
        string[] changes = ["assistants=[{ model: mlp, hidden: [12] }]", "student.generations=2"];
        using var live = new SmallRun(changes);
        using var kept = new SmallRun([.. changes, "soft-targets.store=auto"]);

        Assert.Equal(Weights(live["student.onnx"]), Weights(kept["student.onnx"]));
        Assert.Equal(
            ["store/assistant-1", "store/generation-1-seed1", "store/teacher"],
            kept.Outcome.Run.Stores.Select(store => store.Folder).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("teacher={ store: STORE }")]
    [InlineData("teacher.store=STORE")]
    public void A_student_from_a_store_that_was_made_before_is_the_live_one(string teacher)
    {
        using var live = new SmallRun();
        var folder = Make(SmallRun.Recipe([]));
        var stored = Run(SmallRun.Recipe([teacher.Replace("STORE", folder, StringComparison.Ordinal)]), "stored");

        Assert.Equal(Weights(live["student.onnx"]), Weights(OnnxFile.Read(Path.Combine(stored.Folder, "student.onnx"))));
        Assert.Equal(
            live.Arm(ArmNames.Distilled).Seeds[0].Test.Metric("agreement"),
            stored.Run.Arm(ArmNames.Distilled)!.Seeds[0].Test.Metric("agreement")
        );
    }

    [Theory]
    [InlineData("data.fraction=0.5", "samples: 360 of digits train")]
    [InlineData("data.augment={ shift: 1 }", "augmentation: none in the store")]
    [InlineData("losses=[{ hint: { teacher: layer1.active, student: layer1.active } }, { soft-targets: { weight: 1 } }]", "layer1.active")]
    public void A_store_of_something_else_is_refused_before_anything_is_trained(string change, string words)
    {
        var folder = Make(SmallRun.Recipe([]));
        var problem = Assert.Throws<DecantException>(() => Run(SmallRun.Recipe([$"teacher={{ store: {folder} }}", change]), "refused"));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_teacher_than_the_stores_is_refused()
    {
        var folder = Make(SmallRun.Recipe([]));
        var problem = Assert.Throws<DecantException>(() =>
            Run(SmallRun.Recipe([$"teacher.store={folder}", "teacher.train.epochs=4"]), "refused")
        );
        Assert.Contains("the teacher: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(" in the store, ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soft-targets={ store: auto, top: 4, temperature: 4 }")]
    [InlineData("soft-targets={ store: auto, draws: 20, temperature: 4 }")]
    [InlineData("soft-targets={ store: auto, numbers: u8 }")]
    [InlineData("soft-targets={ store: auto, numbers: f16 }")]
    public void Students_learn_from_every_encoding(string encoding)
    {
        using var run = new SmallRun("training.epochs=4", "losses=[{ soft-targets: { weight: 1, temperature: 4 } }]", encoding);

        Assert.InRange(run.Arm(ArmNames.Distilled).Seeds[0].Test.Metric("agreement")!.Value, 0.4, 1);
        Assert.Single(run.Outcome.Run.Stores);
    }

    [Theory]
    [InlineData("soft-targets={ store: auto, top: 4, temperature: 2 }", "soft-targets learns at temperature 4")]
    [InlineData("soft-targets={ store: auto, draws: 4, temperature: 4 }", "logit-mse reads logits", "losses=[logit-mse]")]
    [InlineData("soft-targets={ store: auto, top: 10, temperature: 4 }", "more than 10 classes")]
    public void An_encoding_that_a_loss_cannot_learn_from_is_refused(string encoding, string words, string? losses = null)
    {
        string[] changes = losses is null ? [encoding] : [encoding, losses];
        var problem = Assert.Throws<DecantException>(() => Run(SmallRun.Recipe(changes), "refused"));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("npy", "logits")]
    [InlineData("npy", "probabilities")]
    [InlineData("csv", "logits")]
    [InlineData("parquet", "logits")]
    public void Answers_from_a_file_teach_as_the_teacher_that_gave_them(string kind, string form)
    {
        using var live = new SmallRun("losses=[{ soft-targets: { weight: 1, temperature: 4 } }]");
        var folder = Make(SmallRun.Recipe(["losses=[{ soft-targets: { weight: 1, temperature: 4 } }]"]));
        var file = AnswersFile(folder, kind, form == "probabilities");
        var stored = Run(
            SmallRun.Recipe([
                "losses=[{ soft-targets: { weight: 1, temperature: 4 } }]",
                $"teacher={{ answer-file: {file}, output: {form} }}",
                "soft-targets.store=auto",
            ]),
            "answers"
        );

        var (expected, learnt) = (Numbers(live["student.onnx"]), Numbers(OnnxFile.Read(Path.Combine(stored.Folder, "student.onnx"))));
        // Logits have the same bits; logarithms of probabilities are logits less a number of each row.
        Assert.All(expected.Zip(learnt), pair => Assert.Equal(pair.First, pair.Second, form == "logits" ? 0 : 2e-3f));
    }

    [Fact]
    public void Answers_of_another_number_of_samples_or_classes_or_with_NaN_are_refused()
    {
        using var few = Tensor.From<float>(new float[3590], 359, 10);
        using var narrow = Tensor.From<float>(new float[360 * 9], 360, 9);
        var broken = new float[3600];
        broken[1234] = float.NaN;
        using var nan = Tensor.From<float>(broken, 360, 10);

        Assert.Contains("expected answers [360, 10]", Refusal(few), StringComparison.Ordinal);
        Assert.Contains("received [360, 9]", Refusal(narrow), StringComparison.Ordinal);
        Assert.Contains("row 123: expected finite numbers", Refusal(nan), StringComparison.Ordinal);

        string Refusal(Tensor answers)
        {
            var path = Path.Combine(_folder.FullName, "wrong.npy");
            using var doubles = answers.To(ElementType.Float64);
            ArrayFile.Write(path, doubles);
            return Assert
                .Throws<DecantException>(() => Run(SmallRun.Recipe([$"teacher={{ answer-file: {path} }}"]), Path.GetRandomFileName()))
                .Message;
        }
    }

    [Fact]
    public void A_function_of_the_program_can_be_the_teacher_and_is_asked_once()
    {
        var (folder, asked) = (Path.Combine(_folder.FullName, "function"), 0);
        var losses = "losses=[{ soft-targets: { weight: 1, temperature: 1 } }]";
        var knowing = ISoftTargetSource.Of("who knows the labels", 10, (batch, logits) =>
        {
            asked += batch.Count;
            for (var place = 0; place < batch.Count; place++)
            {
                logits.Slice(place * 10, 10).Fill(-3);
                logits[(place * 10) + (int)batch.Labels.Span<long>()[place]] = 3;
            }
        });
        var recipe = SmallRun.Recipe([losses, "training.epochs=6", "compare.arms=[]"]);
        var taught = recipe with { Teacher = new TeacherSettings { Answers = knowing } };
        for (var time = 0; time < 2; time++)
        {
            Distillation.StoreAnswers(taught, Settings("function"), folder, TestContext.Current.CancellationToken);
        }

        Assert.Equal(360, asked);
        Assert.Equal((360L, 360L), StoreManifest.Read(folder).Agreement(0));
        var stored = Run(SmallRun.Recipe([losses, "training.epochs=6", "compare.arms=[]", $"teacher={{ store: {folder} }}"]), "stored");
        Assert.Null(stored.Run.Arm(ArmNames.Teacher));
        Assert.InRange(stored.Run.Arm(ArmNames.Distilled)!.Seeds[0].Test.Metric("accuracy")!.Value, 0.4, 1);

        // Kept in the run's folder it is asked once more, and teaches the same.
        var kept = Run(taught with { SoftTargets = new SoftTargetSettings { IsKept = true } }, "kept");
        Assert.Equal(720, asked);
        Assert.Equal(
            Weights(OnnxFile.Read(Path.Combine(stored.Folder, "student.onnx"))),
            Weights(OnnxFile.Read(Path.Combine(kept.Folder, "student.onnx")))
        );
    }

    [Fact]
    public void A_function_that_leaves_answers_out_is_refused()
    {
        var lazy = ISoftTargetSource.Of("lazy", 10, (_, _) => { });
        var recipe = SmallRun.Recipe([]) with { Teacher = new TeacherSettings { Answers = lazy } };
        var problem = Assert.Throws<DecantException>(() =>
            Distillation.StoreAnswers(
                recipe,
                Settings("lazy"),
                Path.Combine(_folder.FullName, "lazy"),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("sample 0, view 0: expected finite numbers", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_folds_each_sample_is_answered_by_a_teacher_that_has_not_seen_its_label()
    {
        // A large teacher and many epochs: it knows its own samples by heart.
        string[] heart = ["teacher.train={ model: mlp, hidden: [128], epochs: 60, learning-rate: 0.1 }"];
        var alone = StoreManifest.Read(Make(SmallRun.Recipe(heart), "heart"));
        var folds = StoreManifest.Read(Make(SmallRun.Recipe([.. heart, "soft-targets.folds=3"]), "folds"));

        var (byHeart, unseen) = (Share(alone), Share(folds));
        Assert.InRange(byHeart, 0.95, 1);
        Assert.InRange(unseen, 0.4, byHeart - 0.03);
        Assert.Equal(3, Directory.GetFiles(Path.Combine(_folder.FullName, "folds"), "teacher-fold-*.onnx").Length);

        static double Share(StoreManifest manifest) => (double)manifest.Agreement(0).Right / manifest.Agreement(0).Counted;
    }

    private string Make(Recipe recipe, string name = "store") =>
        new StoreStage(recipe, Settings(name), new SilentObserver()).Make(
            Path.Combine(_folder.FullName, name),
            StorePortion.Whole,
            TestContext.Current.CancellationToken
        );

    private RunOutcome Run(Recipe recipe, string name) =>
        Distillation.Run(recipe, Settings(name), new SilentObserver(), TestContext.Current.CancellationToken);

    private RunSettings Settings(string name) =>
        new()
        {
            OutputFolder = Path.Combine(_folder.FullName, $"run-{name}"),
            TeacherFolder = Path.Combine(_folder.FullName, "teachers"),
            Threads = 1,
        };

    // What the store has, as another program would write it: rows in another order, by number, where the file can say so.
    private string AnswersFile(string folder, string kind, bool areProbabilities)
    {
        using var store = Decant.Engine.Weights.WeightFile.Open(Directory.GetFiles(folder, "answers-*").Single());
        var samples = store.Tensors.Single(tensor => tensor.Name == "sample").Read().Span<int>().ToArray();
        var logits = store.Tensors.Single(tensor => tensor.Name == "logits").Read().Span<float>().ToArray();
        var rows = new double[360][];
        foreach (var (place, sample) in samples.Index())
        {
            var row = logits.AsSpan(place * 10, 10).ToArray().Select(z => (double)z).ToArray();
            var sum = row.Sum(Math.Exp);
            rows[sample] = areProbabilities ? [.. row.Select(z => Math.Exp(z) / sum)] : row;
        }

        var path = Path.Combine(_folder.FullName, $"answers.{kind}");
        int[] order = [.. Enumerable.Range(0, 360).Reverse()];
        if (kind == "npy")
        {
            using var array = Tensor.From<double>([.. rows.SelectMany(row => row)], 360, 10);
            ArrayFile.Write(path, array);
        }
        else if (kind == "csv")
        {
            File.WriteAllLines(
                path,
                [
                    $"sample,{string.Join(',', Enumerable.Range(0, 10).Reverse().Select(c => $"{c}"))}",
                    .. order.Select(sample =>
                        $"{sample},{string.Join(',', rows[sample].Reverse().Select(z => z.ToString("R", CultureInfo.InvariantCulture)))}"
                    ),
                ]
            );
        }
        else
        {
            WriteParquet(path, order, rows).GetAwaiter().GetResult();
        }

        return path;
    }

    private static async Task WriteParquet(string path, int[] order, double[][] rows)
    {
        var columns = Enumerable.Range(0, 10).Select(c => new global::Parquet.Schema.DataField<double>($"{c}")).ToArray();
        var sample = new global::Parquet.Schema.DataField<int>("sample");
        await using var stream = File.Create(path);
        await using var writer = await global::Parquet.ParquetWriter.CreateAsync(
            new global::Parquet.Schema.ParquetSchema([.. columns, sample]),
            stream
        );
        using var group = writer.CreateRowGroup();
        foreach (var (c, column) in columns.Index())
        {
            await group.WriteAsync<double>(column, order.Select(place => rows[place][c]).ToArray().AsMemory());
        }

        await group.WriteAsync<int>(sample, order.AsMemory());
    }

    private static byte[] Weights(Graph network) => [.. network.Initializers.SelectMany(value => value.Data!.Bytes().ToArray())];

    private static float[] Numbers(Graph network) => [.. network.Initializers.SelectMany(value => value.Data!.Span<float>().ToArray())];
}
