using Decant.Engine;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Tuning;

namespace Decant.Tests.Tuning;

/// <summary>Whole searches on a table of two numbers, whose classes a small network can learn.</summary>
public sealed class TunerTests : IDisposable
{
    private const string Recipe = """
        task: table-classification
        data: { source: csv, path: train.csv, validation-file: validation.csv, test-file: test.csv, label: kind }
        teacher: { train: { model: mlp, hidden: [16], epochs: 4 } }
        student: { model: mlp, hidden: [3] }
        training: { epochs: 4, batch: 16, learning-rate: 0.001, seed: 1 }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("decant-tuner-").FullName;

    public TunerTests()
    {
        Write("train.csv", 160, 1, isTrue: true);
        Write("validation.csv", 80, 2, isTrue: true);
        Write("test.csv", 80, 3, isTrue: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_search_finds_a_better_learning_rate_and_proves_it_with_fresh_seeds()
    {
        var result = Search("found", trials: 8);

        Assert.Equal(8, result.Trials.Count);
        Assert.Equal(8, result.Trials.Select(trial => trial.Number).Distinct().Count());
        Assert.True(result.Gain!.Mean > 0);
        Assert.Equal(2, result.Winner.Scores.Values.Count);
        Assert.Contains("learning-rate: ", result.Recipe, StringComparison.Ordinal);
        // What was written is a recipe with the winner's value in it.
        var rate = result.Space[0].Value(result.Winner.Trial.Places[0]);
        Assert.Equal(rate, RecipeReader.ReadText(result.Recipe).Training.Optimizer.LearningRate, 1e-3 * rate);
    }

    [Fact]
    public void The_test_part_is_never_looked_at()
    {
        var clean = Search("clean", trials: 4);
        Write("test.csv", 80, 3, isTrue: false);
        var poisoned = Search("poisoned", trials: 4);

        Assert.Equal(clean.Trials.Select(Facts), poisoned.Trials.Select(Facts));
        Assert.Equal(clean.Finalists.SelectMany(one => one.Scores.Values), poisoned.Finalists.SelectMany(one => one.Scores.Values));
    }

    [Fact]
    public void A_search_that_was_ended_goes_on_to_the_same_result()
    {
        var whole = Search("whole", trials: 6);
        using (var end = new CancellationTokenSource())
        {
            var told = 0;
            Assert.ThrowsAny<OperationCanceledException>(() =>
                Search(
                    "ended",
                    trials: 6,
                    tell: () =>
                    {
                        if (++told == 3)
                        {
                            end.Cancel();
                        }
                    },
                    end.Token
                )
            );
        }

        var resumed = Search("ended", trials: 6);

        Assert.Equal(whole.Trials.Select(Facts), resumed.Trials.Select(Facts));
        Assert.Equal(whole.Recipe, resumed.Recipe);
    }

    [Fact]
    public void Several_trials_at_a_time_share_the_work()
    {
        var result = Search("parallel", trials: 6, parallel: 2);

        Assert.Equal(Enumerable.Range(0, 6), result.Trials.Select(trial => trial.Number).Order());
        Assert.All(result.Finalists, finalist => Assert.Equal(2, finalist.Scores.Values.Count));
    }

    [Fact]
    public void A_setting_that_does_not_exist_is_told_before_anything_is_trained()
    {
        var problem = Assert.Throws<RecipeException>(() =>
            Tuner.Check(
                changes => RecipeReader.ReadText(Recipe, overrides: changes),
                [SearchDimension.Parse("training.learning-rat=0.1..1")]
            )
        );

        Assert.Contains("learning-rate", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_and_teacher_stay_what_they_are_whatever_is_searched()
    {
        var recipe = RecipeReader.ReadText(Recipe, overrides: ["training.seed=9"]);

        var pins = TuningPins.Of(
            recipe,
            [SearchDimension.Parse("training.learning-rate=0.001..0.3"), SearchDimension.Parse("training.batch=8..32")]
        );

        Assert.Equal(["data.seed=9", "teacher.train.learning-rate=0.001", "teacher.train.batch=16"], pins);
        var tried = RecipeReader.ReadText(
            Recipe,
            overrides: ["training.seed=9", .. pins, "training.learning-rate=0.2", "training.seed=7001"]
        );
        Assert.Equal(0.001, tried.Teacher.Train!.Training.Optimizer.LearningRate);
        Assert.Equal(0.2, tried.Training.Optimizer.LearningRate);
        Assert.Equal(recipe.Data.SourceValues(9)["seed"], tried.Data.SourceValues(7001)["seed"]);
    }

    [Fact]
    public void Another_search_does_not_go_on_in_the_same_folder()
    {
        Search("one", trials: 2);

        Assert.Contains(
            "holds another search",
            Assert.Throws<DecantException>(() => Search("one", trials: 2, search: "training.batch=8..32")).Message,
            StringComparison.Ordinal
        );
    }

    private TuningResult Search(
        string name,
        int trials,
        Action? tell = null,
        CancellationToken? cancellation = null,
        int parallel = 1,
        string search = "training.learning-rate=0.001..0.3"
    ) =>
        new Tuner(
            changes => RecipeReader.ReadText(Recipe, overrides: changes),
            [SearchDimension.Parse(search)],
            new TuningSettings
            {
                Trials = trials,
                Parallel = parallel,
                FreshSeeds = 2,
            },
            new RunSettings
            {
                DataRoot = _folder,
                Threads = parallel,
                TeacherFolder = Path.Combine(_folder, "teachers"),
            },
            new TuningFolder(Path.Combine(_folder, name), SearchDimension.Parse(search).ToString()),
            (_, _) => tell?.Invoke(),
            cancellation ?? TestContext.Current.CancellationToken
        ).Run();

    private static (int, double?, TrialEnd, int) Facts(Trial trial) => (trial.Number, trial.Score, trial.End, trial.Epochs.Count);

    // Inside a circle or outside; wrong: numbers and classes of nothing.
    private void Write(string file, int rows, ulong seed, bool isTrue)
    {
        var stream = new Decant.Engine.Randomness.RandomStream(seed, "points");
        var lines = new List<string> { "x,y,kind" };
        for (var row = 0; row < rows; row++)
        {
            var (x, y) = (stream.NextDouble(-1, 1), stream.NextDouble(-1, 1));
            var isInside = (x * x) + (y * y) < 0.6;
            lines.Add(FormattableString.Invariant($"{(isTrue ? x : 1e6 * x):R},{y:R},{(isInside == isTrue ? "in" : "out")}"));
        }

        File.WriteAllLines(Path.Combine(_folder, file), lines);
    }
}
