using System.Globalization;
using System.Text;
using System.Text.Json;
using Decant.Engine.Randomness;
using Decant.Pipeline;
using Decant.Pipeline.Progress;
using Decant.Recipes;
using Decant.Reporting;
using Decant.Runs;

namespace Decant.Tests.Pipeline;

/// <summary>Whole runs on drawn people: of one group the labels are noise, or of none.</summary>
public sealed class SliceRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-slices-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_group_whose_labels_are_noise_is_found_and_without_it_no_group_is_accused()
    {
        var (noisy, fair) = (Run("noisy", isNoisy: true), Run("fair", isNoisy: false));

        var found = noisy.Run.Slices[0];
        Assert.Equal("sex", found.Column);
        Assert.Equal(("Male", "Female"), (found.StudentGap!.Best, found.StudentGap.Worst));
        Assert.True(found.StudentGap.IsClear);
        Assert.True(found.TeacherGap!.IsClear);
        Assert.InRange(found.StudentGap.Size.Value, 0.25, 0.6);
        Assert.False(fair.Run.Slices[0].StudentGap!.IsClear);
        Assert.False(fair.Run.Slices[0].IsWidened);
        Assert.DoesNotContain(fair.Run.Warnings, warning => warning.Contains("less alike", StringComparison.Ordinal));
        Assert.False(noisy.IsAsRequired);
        Assert.True(fair.IsAsRequired);
    }

    [Fact]
    public void Numbers_are_those_of_the_rows_of_the_file_in_report_and_summary()
    {
        var outcome = Run("rows", isNoisy: true);

        var rows = File.ReadLines(Path.Combine(_folder.FullName, "rows-test.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        var teacher = outcome.Run.Arm(ArmNames.Teacher)!.Seeds[0].Test.Correct;
        var students = outcome.Run.Arm(ArmNames.Distilled)!.Seeds;
        using var summary = JsonDocument.Parse(SummaryJson.Of(outcome.Run));
        var slice = summary.RootElement.GetProperty("slices")[0];
        foreach (var group in slice.GetProperty("groups").EnumerateArray())
        {
            int[] members = [.. Enumerable.Range(0, rows.Length).Where(n => rows[n][0] == group.GetProperty("name").GetString())];
            Assert.Equal(members.Length, group.GetProperty("samples").GetInt32());
            Assert.Equal(
                members.Count(n => teacher[n]) / (double)members.Length,
                group.GetProperty("teacher").GetProperty("value").GetDouble(),
                1e-12
            );
            Assert.Equal(
                students.Average(seed => members.Count(n => seed.Test.Correct[n]) / (double)members.Length),
                group.GetProperty("student").GetProperty("value").GetDouble(),
                1e-12
            );
        }

        // What is required is of the file, which is of the first seed.
        var own = outcome.Run.Requirements.Single(requirement => requirement.Name == "gap-between-groups");
        double Of(string sex)
        {
            int[] members = [.. Enumerable.Range(0, rows.Length).Where(n => rows[n][0] == sex)];
            return members.Count(n => students[0].Test.Correct[n]) / (double)members.Length;
        }

        Assert.Equal(Of("Male") - Of("Female"), own.Measured!.Value, 1e-12);
        var page = HtmlReport.Of(outcome.Run);
        Assert.Contains("<h2>Groups of sex</h2>", page);
        Assert.Contains(
            slice.GetProperty("sentence").GetString()!.Split("points")[0].Replace("'", "&#39;", StringComparison.Ordinal),
            page
        );
    }

    [Fact]
    public void A_column_of_numbers_is_cut_into_quarters_of_the_training_part_or_taken_by_value()
    {
        var outcome = Run("numbers", isNoisy: false, "slices=[age, children]", "require={}", "compare.seeds=1");

        var (age, children) = (outcome.Run.Slices[0], outcome.Run.Slices[1]);
        Assert.Equal(4, age.Groups.Count);
        Assert.All(age.Groups, group => Assert.InRange(group.Samples, 50, 150));
        Assert.Equal(400, age.Groups.Sum(group => group.Samples));
        Assert.StartsWith("to ", age.Groups[0].Name);
        Assert.StartsWith("over ", age.Groups[3].Name);
        Assert.Equal(["0", "1", "2"], children.Groups.Select(group => group.Name));
    }

    [Fact]
    public void An_unknown_column_is_answered_with_the_nearest_and_images_with_what_they_have()
    {
        var (table, images) = (
            Problems(Recipe("unknown", isNoisy: false, "slices=[sexx]", "require={}")),
            Problems(SmallRun.Recipe(["slices=[sex]"]))
        );

        Assert.Contains("slices: unknown column 'sexx'; nearest: 'sex'; known: sex, age, children, x", Assert.Single(table));
        Assert.Contains("slices: expected columns of a table, and 'digits t", Assert.Single(images));
        Assert.Matches(" has none: of each sample it has .*label", images[0]);
    }

    [Fact]
    public void A_gap_without_columns_and_columns_of_a_task_without_right_answers_are_refused()
    {
        Assert.Contains(
            "require.gap-between-groups: a gap is one between groups of test samples, and the recipe names no column",
            Assert.Throws<RecipeException>(() => SmallRun.Recipe(["require={ gap-between-groups: 0.05 }"])).Message
        );
        Assert.Contains(
            "slices: groups are compared by the share of right answers, and a network of task table-regression answers with numbers",
            Assert
                .Throws<RecipeException>(() =>
                    RecipeReader.ReadText(
                        """
                        task: table-regression
                        data: { source: csv, path: a.csv, label: price }
                        teacher: { train: { model: mlp } }
                        student: { model: mlp }
                        slices: [city]
                        """
                    )
                )
                .Message
        );
    }

    [Fact]
    public void Columns_are_written_as_they_were_read_and_change_no_result()
    {
        var recipe = SmallRun.Recipe(["slices=[sex, race]"]);

        Assert.Equal(["sex", "race"], RecipeReader.ReadText(RecipeWriter.Write(recipe)).Slices);
        Assert.Equal(RecipeFingerprint.Of(SmallRun.Recipe([])), RecipeFingerprint.Of(recipe));
        Assert.Equal(recipe.Slices, (SmallRun.Recipe([]) with { Slices = ["sex", "race"] }).Slices);
    }

    private IReadOnlyList<string> Problems(Recipe recipe) =>
        Distillation.Check(recipe, new RunSettings { OutputFolder = Path.Combine(_folder.FullName, "checked"), Threads = 1 });

    private RunOutcome Run(string name, bool isNoisy, params string[] changes) =>
        Distillation.Run(
            Recipe(name, isNoisy, changes),
            new RunSettings
            {
                OutputFolder = Path.Combine(_folder.FullName, name),
                TeacherFolder = Path.Combine(_folder.FullName, "teachers"),
                Threads = 1,
            },
            new SilentObserver(),
            TestContext.Current.CancellationToken
        );

    private Recipe Recipe(string name, bool isNoisy, params string[] changes) =>
        RecipeReader.ReadText(
            $$"""
            task: table-classification
            data: { source: csv, path: '{{People($"{name}-train", 600, isNoisy)}}', test-file: '{{People(
                $"{name}-test",
                400,
                isNoisy
            )}}', label: answer }
            teacher: { train: { model: mlp, hidden: [16], epochs: 8 } }
            student: { model: mlp, hidden: [4] }
            training: { epochs: 8, batch: 32, optimizer: adamw, learning-rate: 0.01, seed: 1 }
            compare: { arms: [scratch], seeds: 2 }
            slices: [sex]
            require: { gap-between-groups: 0.15 }
            """,
            name,
            changes
        );

    // The answer is whether x is above 0; of women it is a toss where there is noise.
    private string People(string name, int count, bool isNoisy)
    {
        var random = new RandomStream(11, name.EndsWith("test", StringComparison.Ordinal) ? "test" : "train");
        var text = new StringBuilder("sex,age,children,x,answer\n");
        for (var n = 0; n < count; n++)
        {
            var (isWoman, x, toss) = (random.NextInt32(2) == 0, random.NextNormal(), random.NextInt32(2) == 0);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(isWoman ? "Female" : "Male")},{20 + random.NextInt32(60)},{random.NextInt32(3)},{x:0.000},"
                    + $"{((isNoisy && isWoman ? toss : x > 0) ? "yes" : "no")}\n"
            );
        }

        var path = Path.Combine(_folder.FullName, $"{name}.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
