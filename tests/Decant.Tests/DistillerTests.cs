using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Notices;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;
using Decant.Students;
using Decant.Tests.Pipeline;
using Decant.Training.Optimizers;
using Decant.Training.Schedules;
using Microsoft.Extensions.Logging;

namespace Decant.Tests;

/// <summary>A distillation that is put together in code.</summary>
public sealed class DistillerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-distiller-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_run_from_code_gives_the_bits_of_the_same_recipe_in_a_file()
    {
        using var written = new SmallRun();
        var run = await Small().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(written.Outcome.Run.Recipe, run.Run.Recipe);
        Assert.Equal(
            written["student.onnx"].Initializers.Select(value => Convert.ToHexString(value.Data!.Bytes())),
            Engine.Onnx.OnnxFile.Read(run.StudentFile!).Initializers.Select(value => Convert.ToHexString(value.Data!.Bytes()))
        );
    }

    [Fact]
    public async Task The_outcome_carries_the_student_its_file_and_what_the_verdict_rests_on()
    {
        var run = await Small().RunAsync(TestContext.Current.CancellationToken);
        using var student = run.LoadStudent();

        Assert.Equal(Path.Combine(run.Folder, "student.onnx"), run.StudentFile);
        Assert.Equal(10, student.Predict(new float[student.InputSize]).Length);
        Assert.Equal(["teacher", "distilled", "scratch"], run.Arms.Select(arm => arm.Name));
        Assert.Contains("accuracy", run.Verdict!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_told_at_once_with_the_way_out()
    {
        var message = Assert
            .Throws<RecipeException>(() =>
            {
                _ = Distiller.Create().RunAsync(TestContext.Current.CancellationToken);
            })
            .Message;

        Assert.Contains("data: missing: expected a section", message, StringComparison.Ordinal);
        Assert.Contains("student: missing: expected a section", message, StringComparison.Ordinal);
        Assert.Contains("2 problems in the recipe made in code", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_distillation_without_a_teacher_is_refused_before_any_work()
    {
        var message = Assert
            .Throws<RecipeException>(() =>
            {
                _ = Distiller.Create().Data("digits").Student(new Mlp()).RunAsync(TestContext.Current.CancellationToken);
            })
            .Message;

        Assert.Contains("teacher: missing: expected a teacher, as soft-targets learns from one", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_teacher_trains_as_the_student_does_except_for_what_is_said()
    {
        var recipe = Distiller
            .Create()
            .Data("digits")
            .Student(new Mlp())
            .Training(
                new TrainingSettings
                {
                    Batch = 32,
                    Optimizer = new Sgd { LearningRate = 0.02 },
                }
            )
            .Teacher(new Mlp { Hidden = [9] }, new TrainingSettings { Epochs = 7 })
            .Recipe.Complete();
        var written = RecipeReader.ReadText(
            """
            data: { source: digits }
            student: { model: mlp }
            training: { batch: 32, learning-rate: 0.02 }
            teacher: { train: { model: mlp, hidden: 9, epochs: 7 } }
            """
        );

        Assert.Equal(written, recipe);
    }

    [Fact]
    public void One_distiller_can_be_the_beginning_of_several()
    {
        var first = Small();
        _ = first.Loss(new LogitMseLoss());

        Assert.Equal(2, first.Recipe.Losses.Count);
    }

    [Fact]
    public void A_table_is_recognised_by_its_path()
    {
        var file = Path.Combine(_folder.FullName, "rows.csv");
        File.WriteAllText(file, "a,b,label\n1,2,x\n3,4,y\n");

        Assert.Equal("csv", DataSettings.At(file).Source.Name);
        Assert.Contains(
            "there is no such file or folder",
            Assert.Throws<DecantException>(() => Distiller.Create().Data(file + "x")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_check_tells_what_forbids_a_run_as_refusals()
    {
        Assert.DoesNotContain(Small().Check(), notice => notice.Kind == NoticeKind.Refusal);
        Assert.Contains(Small().Teacher("missing.onnx").Check(), notice =>
            notice.Kind == NoticeKind.Refusal && notice.Sentence.Contains("missing.onnx", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_log_gets_the_trainings_and_progress_goes_up_to_the_end()
    {
        var (log, progress) = (new Lines(), new Shares());
        await Small().Log(log).Progress(progress).RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains(log.Texts, line => line.StartsWith("Information: teacher, seed 1: training 1 of 3", StringComparison.Ordinal));
        Assert.Contains(log.Texts, line => line.Contains("distilled, seed 1: epoch 2 of 2, loss", StringComparison.Ordinal));
        Assert.Contains(log.Texts, line =>
            line.StartsWith("Information: scratch, seed 1: ", StringComparison.Ordinal)
            && line.Contains("% on the test part, 2 epochs in", StringComparison.Ordinal)
        );
        Assert.Equal(["teacher", "distilled", "scratch"], progress.Told.Select(told => told.Arm).Distinct());
        Assert.All(progress.Told.GroupBy(told => told.Training), training =>
            Assert.Equal(training.Select(told => told.Share).Order(), training.Select(told => told.Share))
        );
        Assert.Equal(
            (3, 3, 2, 2, 1.0),
            (
                progress.Told[^1].Training,
                progress.Told[^1].Trainings,
                progress.Told[^1].Epoch,
                progress.Told[^1].Epochs,
                progress.Told[^1].Share
            )
        );
    }

    [Fact]
    public async Task A_student_of_stored_answers_has_the_bits_of_one_of_the_live_teacher()
    {
        var live = await Small("live").RunAsync(TestContext.Current.CancellationToken);
        var store = Path.Combine(_folder.FullName, "store");
        await Small("store").StoreAsync(store, TestContext.Current.CancellationToken);
        var stored = await Small("stored").Teacher(new TeacherSettings { Store = store }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            Engine.Onnx.OnnxFile.Read(live.StudentFile!).Initializers.Select(value => Convert.ToHexString(value.Data!.Bytes())),
            Engine.Onnx.OnnxFile.Read(stored.StudentFile!).Initializers.Select(value => Convert.ToHexString(value.Data!.Bytes()))
        );
    }

    [Fact]
    public async Task A_run_that_was_cancelled_continues_to_the_same_bits()
    {
        var whole = await Small("whole").RunAsync(TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Small("stopped").Observe(new StopsAfter(stop, "distilled")).RunAsync(stop.Token)
        );
        var continued = await Small("stopped", resume: true).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            Engine.Onnx.OnnxFile.Read(whole.StudentFile!).Initializers.Select(value => Convert.ToHexString(value.Data!.Bytes())),
            Engine.Onnx.OnnxFile.Read(continued.StudentFile!).Initializers.Select(value => Convert.ToHexString(value.Data!.Bytes()))
        );
    }

    [Fact]
    public async Task An_optimizer_and_a_schedule_of_ones_own_train_and_continue_to_the_same_bits()
    {
        var training = new TrainingSettings
        {
            Epochs = 3,
            Batch = 32,
            Optimizer = new SignSteps { LearningRate = 0.01 },
            Schedule = new Halves(),
        };
        var whole = await Small("whole").Training(training).RunAsync(TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Small("stopped").Training(training).Observe(new StopsAfter(stop, "distilled")).RunAsync(stop.Token)
        );
        var continued = await Small("stopped", resume: true).Training(training).RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("optimizer: sign-steps\n", whole.Run.Recipe, StringComparison.Ordinal);
        Assert.Equal([0.01, 0.0025, 0.0025], whole.Arm("distilled")!.Seeds[0].Epochs.Select(epoch => epoch.LearningRate));
        Assert.True(whole.Arm("distilled")!.Seeds[0].Epochs[^1].TotalLoss < 0.9 * whole.Arm("distilled")!.Seeds[0].Epochs[0].TotalLoss);
        Assert.Equal(
            Engine.Onnx.OnnxFile.Read(whole.StudentFile!).Initializers.Select(value => Convert.ToHexString(value.Data!.Bytes())),
            Engine.Onnx.OnnxFile.Read(continued.StudentFile!).Initializers.Select(value => Convert.ToHexString(value.Data!.Bytes()))
        );
    }

    // The recipe of SmallRun.
    private Distiller Small(string folder = "run", bool resume = false) =>
        Distiller
            .From(
                new Recipe
                {
                    Data = RecipeReader
                        .ReadText(
                            "data: { source: digits, train-images: 400, test-images: 100 }\nstudent: { model: mlp }\nlosses: [hard-labels]"
                        )
                        .Data,
                }
            )
            .Teacher(new Mlp { Hidden = [24] }, new TrainingSettings { Epochs = 3 })
            .Student(new Mlp { Hidden = [8] })
            .Loss(new SoftTargetsLoss(), weight: 0.9)
            .Loss(new HardLabelsLoss(), weight: 0.1)
            .Training(
                new TrainingSettings
                {
                    Epochs = 2,
                    Batch = 32,
                    Optimizer = new Sgd { LearningRate = 0.05 },
                }
            )
            .Run(settings => settings with { Threads = 1, TeacherFolder = Path.Combine(_folder.FullName, folder + "-teachers") })
            .Output(Path.Combine(_folder.FullName, folder), resume);

    private sealed class Lines : ILogger
    {
        public List<string> Texts { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Texts.Add($"{logLevel}: {formatter(state, exception)}");
    }

    private sealed class Shares : IProgress<RunProgress>
    {
        public List<RunProgress> Told { get; } = [];

        public void Report(RunProgress value) => Told.Add(value);
    }

    private sealed class StopsAfter(CancellationTokenSource stop, string arm) : IRunObserver
    {
        private string _arm = "";

        public void Note(Notice notice) { }

        public void Begin(TrainingPlan plan) => _arm = plan.Arm;

        public void Step(in TrainingProgress progress)
        {
            if (_arm == arm && progress.Step == 3)
            {
                stop.Cancel();
            }
        }

        public void Epoch(EpochRecord record) { }

        public void End(string arm, SeedResult result) { }
    }

    // Lion without its second memory: w − rate·sign(m), m = 0.9·m + 0.1·g.
    private sealed record SignSteps() : Optimizer("sign-steps", "Steps of one length.", 0.001, 0)
    {
        protected internal override Value Next(UpdateSignals signals) =>
            signals.Weight - (signals.Rate * signals.Moment("mean", past => (past * 0.9) + (signals.Gradient * 0.1)).Sign());
    }

    private sealed record Halves() : LearningRateSchedule("halves", "Falls to a quarter after half of the steps.")
    {
        public override double Share(double progress) => progress < 0.5 ? 1 : 0.25;
    }
}
