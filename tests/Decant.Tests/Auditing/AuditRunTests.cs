using System.Globalization;
using Decant.Auditing;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Decant.Pipeline;
using Decant.Pipeline.Progress;
using Decant.Recipes;
using Decant.Students;
using Decant.Teachers;
using Decant.Tests.Pipeline;

namespace Decant.Tests.Auditing;

/// <summary>Faults are planted in recipes, and an audit finds them.</summary>
public sealed class AuditRunTests : IDisposable
{
    private const int Classes = 10;

    private static readonly string[] s_taught =
    [
        "data.train-images=3000",
        "teacher.train.epochs=12",
        "teacher.train.hidden=[64]",
        "teacher.train.optimizer=adamw",
        "teacher.train.learning-rate=0.003",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-audit-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_random_teacher_is_called_out()
    {
        var findings = Audit(SmallRun.Recipe(["data.train-images=1500", "teacher.train.epochs=1", "teacher.train.learning-rate=0.000001"]));

        Assert.True(findings.Answers!.Score.IsChance);
        Assert.Equal(0, findings.Answers.Advice.Weight);
        Assert.Null(findings.Answers.LabelErrors);
        Assert.Contains(findings.Notices, notice => notice.Text.StartsWith("Warning: the teacher is right on", StringComparison.Ordinal));
    }

    // What is printed is pasted as it is, and the audit after it finds nothing.
    [Fact]
    public void Rotated_classes_are_found_and_the_printed_remedy_mends_them()
    {
        var honest = Audit(SmallRun.Recipe(s_taught));
        var file = Rotated(3);
        string[] given = ["data.train-images=3000", $"teacher={{ onnx: '{file}', preprocess: {{ range: 1 }} }}"];
        var rotated = Audit(SmallRun.Recipe(given));
        var remedy = rotated.Answers!.OrderRemedy!;
        var mended = Audit(SmallRun.Recipe([given[0], $"teacher={{ onnx: '{file}', preprocess: {{ range: 1 }}, {remedy} }}"]));

        Assert.True(rotated.Answers.Order!.IsRotated);
        Assert.True(rotated.Answers.Score.IsChance);
        Assert.Equal((null, null), (honest.Answers!.OrderRemedy, mended.Answers!.OrderRemedy));
        Assert.Equal(honest.Answers.Score, mended.Answers.Score);
    }

    // 5 % of labels become another class; of those that are listed first, as many as keep 4 of 5 of them planted are taken.
    [Fact]
    public void Planted_label_errors_are_found_before_others()
    {
        Audit(SmallRun.Recipe([.. s_taught, "data.validation=0.4"]));
        var (clean, flipped) = (Answers(SmallRun.Recipe([.. s_taught, "data.validation=0.4"])), new HashSet<int>());
        var (labels, random) = (clean.Labels.ToArray(), new RandomStream(7, "planted"));
        while (flipped.Count < labels.Length / 20)
        {
            var n = random.NextInt32(labels.Length);
            labels[n] = flipped.Add(n) ? (labels[n] + 1 + random.NextInt32(Classes - 1)) % Classes : labels[n];
        }

        var (found, recall) = (0, 0.0);
        foreach (
            var (error, place) in LabelErrors
                .Of(new LabelledAnswers(clean.Logits, labels, Classes))
                .Select((error, place) => (error, place))
        )
        {
            found += flipped.Contains(error.Sample) ? 1 : 0;
            recall = found >= 0.8 * (place + 1) ? (double)found / flipped.Count : recall;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"recall at 80 % precision: {recall:0.000} of {flipped.Count}")
        );
        Assert.True(recall >= 0.75, recall.ToString(CultureInfo.InvariantCulture));
    }

    // The same rows with other labels of the test part: not one byte of the findings changes. With the first training row in the test part
    // they do.
    [Fact]
    public void Nothing_of_the_test_part_is_read_but_hashes_of_inputs()
    {
        var (train, random) = (Rows(400, new RandomStream(1, "rows")), new RandomStream(2, "rows"));
        var test = Rows(50, random);
        var before = Table("before", train, test);
        var poisoned = Table("before", train, [.. test.Select(row => row[..^1] + (row.EndsWith('a') ? 'b' : 'a'))]);
        var leaked = Table("before", train, [.. test[..^1], train[0]]);

        Assert.Equal(before, poisoned);
        Assert.Contains("\"trainAndTest\": []", before, StringComparison.Ordinal);
        Assert.DoesNotContain("\"trainAndTest\": []", leaked, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_numbers_what_applies_is_told_and_what_does_not_is_said()
    {
        var findings = Audit(
            SmallRun.Recipe(["task=image-regression", "data.target=slant", "losses=[regression]", "data.train-images=600"])
        );

        Assert.Null(findings.Answers);
        Assert.Contains(findings.Measures, measure => measure.Name == "rSquared");
        Assert.Contains("does not answer each sample with one class", Assert.Single(findings.Omitted), StringComparison.Ordinal);
    }

    // One that was taught, the same with its classes moved round, and a file that is none: students tell them apart, and the page says so.
    [Fact]
    public void Candidates_are_ranked_by_what_the_student_learns_from_them()
    {
        Audit(SmallRun.Recipe(s_taught));
        var (good, bad, none) = (Path.Combine(_folder.FullName, "good.onnx"), Rotated(3), Path.Combine(_folder.FullName, "none.onnx"));
        File.Copy(Path.Combine(Last, "teacher.onnx"), good);
        File.WriteAllText(none, "no network");

        var ranking = Audit(
            SmallRun.Recipe([.. s_taught, $"teacher={{ onnx: '{good}' }}", "training.epochs=10"]),
            pilots: new PilotPlan([bad, none], 2, 3)
        ).Ranking!;

        Assert.Equal(["the recipe's teacher", "rotated.onnx", "none.onnx"], ranking.Candidates.Select(candidate => candidate.Name));
        Assert.All(ranking.Candidates.Take(2), candidate => Assert.Equal(3, candidate.Students.Count));
        Assert.True(ranking.Candidates[0].Score > 0.8 && ranking.Candidates[1].Score < 0.2);
        Assert.NotNull(ranking.Candidates[2].Problem);
        Assert.Contains("an assistant is not needed", ranking.Advice, StringComparison.Ordinal);
        Assert.Contains("Its students", File.ReadAllText(Path.Combine(Last, "audit.html")), StringComparison.Ordinal);
    }

    // The page is well-formed XML, as browsers and tests read it.
    [Fact]
    public void The_page_shows_what_is_found()
    {
        Audit(SmallRun.Recipe(s_taught));

        var page = System.Xml.Linq.XDocument.Parse(
            File.ReadAllText(Path.Combine(Last, "audit.html")).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)
        );

        Assert.Equal(
            ["score", "softness", "classes", "label-errors", "duplicates", "omitted"],
            page.Descendants().Where(element => element.Name.LocalName == "section").Select(section => section.Attribute("id")!.Value)
        );
        Assert.Contains(page.Descendants(), element => element.Attribute("id")?.Value == "reliability-title");
    }

    private string Last => Path.Combine(_folder.FullName, "audit");

    private AuditFindings Audit(Recipe recipe, string root = "data", PilotPlan? pilots = null) =>
        new AuditStage(
            recipe,
            new RunSettings
            {
                Threads = 1,
                DataRoot = root,
                TeacherFolder = Path.Combine(_folder.FullName, "teachers"),
            },
            new SilentObserver()
        ).Run(Last, pilots, TestContext.Current.CancellationToken);

    private LabelledAnswers Answers(Recipe recipe)
    {
        using var pool = new WorkerPool(1);
        var data = PreparedData.Open(recipe, "data");
        using var frozen = new FrozenNetwork(
            OnnxFile.Read(Path.Combine(Last, "teacher.onnx")),
            256,
            DeviceCatalogue.Open(DeviceCatalogue.DefaultName, pool, null),
            new FrozenOptions { Schema = data.Splits.Validation.Schema }
        );
        return AuditStage.Answers(frozen, data)!;
    }

    // The teacher of the audit before, with its classes moved round and no names that say so.
    private string Rotated(int places)
    {
        var graph = OnnxFile.Read(Path.Combine(Last, "teacher.onnx"));
        graph.Rename(graph[Network.Logits], "honest");
        var copy = new Graph("rotated");
        var values = Graft.Into(copy, graph, "", isTrained: true);
        long[] order = [.. Enumerable.Range(0, Classes).Select(c => (long)((c + places) % Classes))];
        copy.AddOutput(values["honest"].Gather(copy.AddInitializer("order", Tensor.From<long>(order)), 1).Identity(), Network.Logits);
        var file = Path.Combine(_folder.FullName, "rotated.onnx");
        OnnxFile.Write(copy, file);
        return file;
    }

    private static string[] Rows(int count, RandomStream random) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var (x, y) = (random.NextNormal(), random.NextNormal());
                    return string.Create(CultureInfo.InvariantCulture, $"{x:0.0000},{y:0.0000},{(x + (0.3 * y) > 0 ? 'a' : 'b')}");
                }),
        ];

    private string Table(string name, string[] train, string[] test)
    {
        File.WriteAllLines(Path.Combine(_folder.FullName, "train.csv"), ["x,y,kind", .. train]);
        File.WriteAllLines(Path.Combine(_folder.FullName, "test.csv"), ["x,y,kind", .. test]);
        Audit(
            RecipeReader.ReadText(
                """
                task: table-classification
                data: { source: csv, path: train.csv, test-file: test.csv, label: kind }
                teacher: { train: { model: mlp, hidden: [8], epochs: 3, batch: 32 } }
                student: { model: mlp, hidden: [2] }
                training: { epochs: 1, batch: 32 }
                """,
                name,
                []
            ),
            _folder.FullName
        );
        return File.ReadAllText(Path.Combine(Last, "audit.json"));
    }
}
