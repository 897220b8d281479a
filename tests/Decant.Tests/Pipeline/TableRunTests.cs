using System.Globalization;
using System.Text;
using System.Text.Json;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Randomness;
using Decant.LightGbm;
using Decant.Pipeline;
using Decant.Prediction;
using Decant.Recipes;
using Decant.Reporting;
using Decant.Runs;
using Decant.Tables;
using Decant.Tests.Evaluation;
using Decant.Tests.Shared;

namespace Decant.Tests.Pipeline;

/// <summary>Whole runs on a table like UCI Adult, in the way of a user who takes the student's file elsewhere.</summary>
public sealed class TableRunTests : IClassFixture<TableRunTests.Census>
{
    private static readonly string[] s_header = ["age", "workclass", "gain", "income", "city"];

    private readonly Census _census;

    public TableRunTests(Census census) => _census = census;

    [Fact]
    public void The_student_fed_through_the_loader_row_by_row_gives_the_answers_and_the_score_of_the_report() =>
        Assert.Equal(Report.Accuracy, Accuracy(_census.Student, row => Probabilities(_census.Network, row)));

    [Fact]
    public void The_file_takes_raw_columns_and_answers_as_its_layers_do_to_features_made_by_plain_loops()
    {
        var table = TableSchema.Load(_census.Student);
        Assert.Equal(
            ["numbers Float32 [N, 2]", "categories Int64 [N, 2]"],
            _census.Network.Inputs.Select(input => $"{input.Name} {input.Type} {input.Shape}")
        );
        float[] Numbers(string name) => _census.Network[name].Data!.Span<float>().ToArray();
        var (mean, deviation) = (Numbers("input.mean"), Numbers("input.deviation"));
        var (first, firstBias, last, lastBias) = (
            Numbers("layer1.weight"),
            Numbers("layer1.bias"),
            Numbers("head.weight"),
            Numbers("head.bias")
        );
        foreach (var row in _census.Test)
        {
            // one-hot by hand: a missing number is the training mean, a city that training had not would be 0 everywhere
            double[] features =
            [
                row["age"].Length == 0 ? table.Columns[0].FillIn!.Value : double.Parse(row["age"], CultureInfo.InvariantCulture),
                .. new[] { "?", "Private", "State-gov" }.Select(word => row["workclass"] == word ? 1.0 : 0),
                row["gain"] == "NA" ? table.Columns[2].FillIn!.Value : double.Parse(row["gain"], CultureInfo.InvariantCulture),
                .. new[] { "Köln", "Paris", "東京" }.Select(word => row["city"] == word ? 1.0 : 0),
            ];
            double[] scaled = [.. features.Select((number, place) => (number - mean[place]) / deviation[place])];
            double[] hidden =
            [
                .. firstBias.Select((bias, unit) => Math.Max(0, bias + scaled.Index().Sum(x => x.Item * first[(unit * 8) + x.Index]))),
            ];
            double[] logits = [.. lastBias.Select((bias, unit) => bias + hidden.Index().Sum(x => x.Item * last[(unit * 4) + x.Index]))];
            var expected = 1 / (1 + Math.Exp(logits[0] - logits[1]));
            Assert.Equal(expected, Probabilities(_census.Network, table.Encode(row))[1], 1e-5);
            Assert.Equal(expected, _census.Model.Predict(row)[1], 1e-5);
        }
    }

    [Fact]
    public void ONNX_Runtime_gives_the_same_answers_to_the_same_rows()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var table = TableSchema.Load(_census.Student);
        TableRow[] rows = [.. _census.Test.Select(table.Encode)];
        using var numbers = Tensor.From<float>([.. rows.SelectMany(row => row.Numbers)], rows.Length, 2);
        using var codes = Tensor.From<long>([.. rows.SelectMany(row => row.Categories)], rows.Length, 2);

        var theirs = OnnxRuntimeOracle
            .Run(File.ReadAllBytes(_census.Student), new Dictionary<string, Tensor> { ["numbers"] = numbers, ["categories"] = codes })[
                "probabilities"
            ]
            .Span<float>()
            .ToArray();
        var classes = table.Classes.Count;
        var right = _census.Test.Index().Count(row => table.ClassOf(theirs.AsSpan(row.Index * classes, classes)) == row.Item["income"]);
        Assert.Equal(Report.Accuracy, right / (double)_census.Test.Count);
        for (var n = 0; n < _census.Test.Count; n++)
        {
            var ours = Probabilities(_census.Network, table.Encode(_census.Test[n]));
            Assert.All(ours.Index(), answer => Assert.Equal(answer.Item, theirs[(n * classes) + answer.Index], 1e-5));
        }
    }

    [Fact]
    public void Evaluate_gives_the_same_score_whatever_the_order_of_columns_categories_and_rows_and_with_more_columns()
    {
        string[] shuffled = ["city", "note", "income", "gain", "age", "workclass"];
        var rows = _census.Test.Reverse().Select((row, n) => new Dictionary<string, string>(row) { ["note"] = $"{n}" }).ToList();
        var path = _census.Write("other.csv", shuffled, rows);

        var result = _census.Evaluate($"data.path={path}", $"data.test-file={path}");

        Assert.Equal(Report.Accuracy, result.Accuracy);
        Assert.Equal(Report.NegativeLogLikelihood, result.NegativeLogLikelihood, 1e-9);
        Assert.Equal(Report.Accuracy, _census.Evaluate().Accuracy);
    }

    [Fact]
    public void A_table_that_lacks_a_column_is_refused_by_its_name()
    {
        var path = _census.Write("narrow.csv", ["age", "workclass", "income", "city"], _census.Test);
        var message = Assert.Throws<DecantException>(() => _census.Evaluate($"data.path={path}", $"data.test-file={path}")).Message;
        Assert.Contains("expected the columns age, workclass, gain, city", message);
        Assert.Contains("narrow.csv' lacks gain.", message);
    }

    [Fact]
    public void Every_file_of_the_run_says_which_number_is_what()
    {
        var table = TableSchema.Load(_census.Student);
        Assert.Equal(
            ["age", "workclass=?", "workclass=Private", "workclass=State-gov", "gain", "city=Köln", "city=Paris", "city=東京"],
            table.FeatureNames
        );
        Assert.Equal(["<=50K", ">50K"], table.Classes);
        Assert.Equal("income", table.Label);
        Assert.Equal(table.ToJson(), TableSchema.Load(Path.Combine(_census.Outcome.Folder, "teacher.onnx")).ToJson());
        Assert.All(Directory.GetFiles(Path.Combine(_census.Outcome.Folder, "checkpoints"), "*.onnx"), file =>
            Assert.Equal(table.ToJson(), TableSchema.Load(file).ToJson())
        );

        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(_census.Outcome.Folder, "summary.json")));
        Assert.Equal(table.ToJson(), TableSchema.Parse(summary.RootElement.GetProperty("data").GetProperty("table").GetRawText()).ToJson());
        var page = HtmlReport.Of(_census.Outcome.Run);
        Assert.Contains("<h2>The columns</h2>", page);
        Assert.Contains("?, Private, State-gov", page);
        Assert.Contains("TableSchema.Load(&quot;student.onnx&quot;)", page);
    }

    [Fact]
    public void A_teacher_of_an_earlier_run_meets_its_own_columns_or_is_refused()
    {
        // Without the rows of one city, the training rows alone would give fewer numbers.
        var path = _census.Write("few.csv", s_header, [.. _census.Train.Where(row => row["city"] != "Paris")]);
        string[] changes =
        [
            $"data.path={path}",
            $"data.test-file={path}",
            $"teacher={{ onnx: '{_census.Student}' }}",
            "student={ model: mlp, hidden: [2] }",
            "compare.arms=[]",
        ];
        var message = Assert.Throws<DecantException>(() => _census.Run("refused", changes)).Message;
        Assert.Contains("its columns are not those of the data: it takes also city=Paris. Set data.columns-of to its file", message);

        var outcome = _census.Run("accepted", [.. changes, $"data.columns-of={_census.Student}"]);
        Assert.Equal(
            TableSchema.Load(_census.Student).FeatureNames,
            TableSchema.Load(Path.Combine(outcome.Folder, "student.onnx")).FeatureNames
        );
    }

    [Fact]
    public void Rows_without_labels_become_what_the_labelled_ones_are_though_they_have_other_categories_and_no_class()
    {
        var path = _census.Write(
            "unlabelled.csv",
            ["city", "gain", "workclass", "age"],
            [.. _census.Train.Where(row => row["city"] == "Paris")]
        );
        var outcome = _census.Run("unlabelled", $"data.unlabelled={{ source: csv, path: '{path}', missing: mean }}", "compare.arms=[]");
        Assert.Equal(_census.Train.Count * 9 / 10, outcome.Run.Data.Train);
        Assert.Equal(TableSchema.Load(_census.Student).ToJson(), TableSchema.Load(Path.Combine(outcome.Folder, "student.onnx")).ToJson());
    }

    [Fact]
    public void A_rare_class_is_warned_of_and_compared_by_itself()
    {
        var path = _census.Write(
            "rare.csv",
            s_header,
            [
                .. _census.Train.Select(
                    (row, n) =>
                        new Dictionary<string, string>(row)
                        {
                            ["income"] =
                                n == 7 ? "rare"
                                : n % 40 == 0 ? "few"
                                : "common",
                        }
                ),
            ]
        );
        var outcome = _census.Run("rare", Of(path), "compare.arms=[]");

        Assert.Contains("No test sample is of class rare (1 in training).", SummaryJson.Of(outcome.Run));
        Assert.Contains("Always answering common reaches 97.5 % accuracy on the test part.", SummaryJson.Of(outcome.Run));
        using var summary = JsonDocument.Parse(SummaryJson.Of(outcome.Run));
        var majority = summary.RootElement.GetProperty("data").GetProperty("majority");
        Assert.Equal(("common", 0.975), (majority.GetProperty("class").GetString()!, majority.GetProperty("accuracy").GetDouble()));
        var few = summary
            .RootElement.GetProperty("perClass")
            .EnumerateArray()
            .Single(entry => entry.GetProperty("name").GetString() == "few");
        var (teacher, student) = (
            outcome.Run.Arm(ArmNames.Teacher)!.Seeds[0].Test.Scores[1],
            outcome.Run.Arm(ArmNames.Distilled)!.Seeds[0].Test.Scores[1]
        );
        Assert.Equal(student.Recall - teacher.Recall, few.GetProperty("recallDifference").GetDouble(), 1e-12);
        Assert.Equal(student.F1 - teacher.F1, few.GetProperty("f1Difference").GetDouble(), 1e-12);
        Assert.Equal(1, few.GetProperty("samples").GetInt64());
        var page = HtmlReport.Of(outcome.Run);
        Assert.Contains("Always answering common would reach 97.5 % accuracy", page);
        Assert.Contains("F1, student − teacher", page);
    }

    [Fact]
    public void Trees_of_LightGBM_teach_and_their_file_is_a_network_that_ONNX_Runtime_runs()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var outcome = _census.Run(
            "trees",
            "teacher={ train: { model: lightgbm, trees: 30, leaves: 7 } }",
            "student={ model: tabular-resnet, width: 8, blocks: 1, bins: 4 }",
            "compare.arms=[]"
        );
        var teacher = outcome.Run.Arm(ArmNames.Teacher)!.Seeds[0].Test;
        Assert.InRange(teacher.Accuracy, 0.85, 1);
        Assert.InRange(outcome.Run.Arm(ArmNames.Distilled)!.Seeds[0].Test.Accuracy, 0.6, 1);

        var file = Path.Combine(outcome.Folder, "teacher.onnx");
        var (table, network) = (TableSchema.Load(file), OnnxFile.Read(file));
        TableRow[] rows = [.. _census.Test.Select(table.Encode)];
        using var numbers = Tensor.From<float>([.. rows.SelectMany(row => row.Numbers)], rows.Length, 2);
        using var codes = Tensor.From<long>([.. rows.SelectMany(row => row.Categories)], rows.Length, 2);
        var theirs = OnnxRuntimeOracle
            .Run(File.ReadAllBytes(file), new Dictionary<string, Tensor> { ["numbers"] = numbers, ["categories"] = codes })["probabilities"]
            .Span<float>()
            .ToArray();
        Assert.Equal(
            teacher.Accuracy,
            _census.Test.Index().Count(row => (theirs[(row.Index * 2) + 1] > 0.5) == (row.Item["income"] == ">50K")) / 120.0
        );
        Assert.All(rows.Index(), row => Assert.Equal(Probabilities(network, row.Item)[1], theirs[(row.Index * 2) + 1], 1e-5));
    }

    [Fact]
    public void A_table_of_categories_alone_has_one_input_of_codes()
    {
        var outcome = _census.Run("words", "data.drop='age, gain'", "compare.arms=[]");
        var file = Path.Combine(outcome.Folder, "student.onnx");
        Assert.Equal(["input Int64 [N, 2]"], OnnxFile.Read(file).Inputs.Select(input => $"{input.Name} {input.Type} {input.Shape}"));
        using var model = TableModel.Load(file);
        Assert.Equal(
            outcome.Run.Arm(ArmNames.Distilled)!.Seeds[0].Test.Accuracy,
            _census.Test.Count(row => model.Table.ClassOf(model.Predict(row)) == row["income"]) / (double)_census.Test.Count
        );
    }

    [Fact]
    public void A_student_that_is_no_network_to_train_is_refused() =>
        Assert.Contains(
            "expected an architecture that gradients train, received lightgbm, which is grown",
            Assert.Throws<RecipeException>(() => _census.Run("grown", "student={ model: lightgbm }")).Message
        );

    [Fact]
    public void Trees_without_the_package_that_grows_them_are_refused_with_the_way_out() =>
        Assert.Contains(
            "'model: lightgbm' needs the package Decant.LightGbm.",
            Assert
                .Throws<DecantException>(() => _census.RunWithoutTrees("none", "teacher={ train: { model: lightgbm } }", "compare.arms=[]"))
                .Message
        );

    [Fact]
    public void A_small_table_of_three_kinds_with_empty_cells_and_five_seeds_is_learnt()
    {
        // 150 flowers of three kinds, as the iris table has them: four lengths, a text as class, a cell empty here and there.
        var random = new RandomStream(3, "flowers");
        var text = new StringBuilder("sepal length,sepal width,petal length,petal width,species\n");
        for (var n = 0; n < 150; n++)
        {
            var kind = n / 50;
            string[] cells =
            [
                .. Enumerable
                    .Range(0, 4)
                    .Select(place =>
                        n % 29 == place
                            ? ""
                            : (2 + (kind * (place + 1)) + random.NextNormal()).ToString("0.0", CultureInfo.InvariantCulture)
                    ),
            ];
            text.Append(
                CultureInfo.InvariantCulture,
                $"{string.Join(',', cells)},{(kind == 0 ? "setosa" : kind == 1 ? "versicolor" : "virginica")}\n"
            );
        }

        var path = _census.WriteText("flowers.csv", text.ToString());
        var outcome = _census.Run(
            "flowers",
            $"data={{ source: csv, path: '{path}', missing: mean }}",
            "student={ model: mlp, hidden: [4] }",
            "compare.seeds=5",
            "training.epochs=10"
        );

        Assert.Equal(5, outcome.Run.Arm(ArmNames.Distilled)!.Seeds.Count);
        Assert.Equal(["setosa", "versicolor", "virginica"], outcome.Run.Data.Classes);
        Assert.InRange(outcome.Run.Arm(ArmNames.Teacher)!.Seeds[0].Test.Metric("accuracy")!.Value, 0.6, 1);
    }

    private static string Of(string path) => $"data={{ source: csv, path: '{path}', label: income, missing: mean }}";

    private EvaluationResult Report => _census.Outcome.Run.Arm(ArmNames.Distilled)!.Seeds[0].Test;

    private double Accuracy(string file, Func<TableRow, float[]> answer)
    {
        var table = TableSchema.Load(file);
        return _census.Test.Count(row => table.ClassOf(answer(table.Encode(row))) == row["income"]) / (double)_census.Test.Count;
    }

    private static float[] Probabilities(Graph network, TableRow row)
    {
        using var numbers = Tensor.From<float>(row.Numbers, 1, row.Numbers.Length);
        using var codes = Tensor.From<long>(row.Categories, 1, row.Categories.Length);
        return GraphRun
            .Of(network, new Dictionary<string, Tensor> { ["numbers"] = numbers, ["categories"] = codes }, "managed")["probabilities"]
            .Span<float>()
            .ToArray();
    }

    /// <summary>One finished run on drawn people, for all tests.</summary>
    public sealed class Census : IDisposable
    {
        private const string Recipe = """
            task: table-classification
            data: { source: csv, path: PATH, test-file: TEST, label: income, missing: mean }
            teacher: { train: { model: mlp, hidden: [16], epochs: 4, batch: 32 } }
            student: { model: mlp, hidden: [4] }
            losses: [ { soft-targets: { weight: 0.9 } }, { hard-labels: { weight: 0.1 } } ]
            training: { epochs: 4, batch: 32, learning-rate: 0.05, seed: 1 }
            """;

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-table-");

        public Census()
        {
            (Train, Test) = (People(400, "train"), People(120, "test"));
            _files = (Write("train.csv", s_header, Train), Write("test.csv", s_header, Test));
            Outcome = Run("run", "compare.arms=[scratch]");
            Student = Path.Combine(Outcome.Folder, "student.onnx");
            Network = OnnxFile.Read(Student);
            Model = TableModel.Load(Student);
        }

        private readonly (string Train, string Test) _files;

        public IReadOnlyList<Dictionary<string, string>> Train { get; }

        public IReadOnlyList<Dictionary<string, string>> Test { get; }

        public RunOutcome Outcome { get; }

        public string Student { get; }

        public Graph Network { get; }

        public TableModel Model { get; }

        public RunOutcome Run(string name, params string[] changes) => Distillation.Run(Of(changes), Settings(name));

        public RunOutcome RunWithoutTrees(string name, params string[] changes) =>
            Distillation.Run(Of(changes), Settings(name) with { Trees = null });

        public EvaluationResult Evaluate(params string[] changes) => Distillation.Evaluate(Student, Of(changes), Settings("evaluated"));

        public string Write(string name, string[] header, IReadOnlyList<Dictionary<string, string>> rows) =>
            WriteText(
                name,
                string.Concat(
                    rows.Select(row => string.Join(',', header.Select(column => row[column])) + "\n")
                        .Prepend(string.Join(',', header) + "\n")
                )
            );

        public string WriteText(string name, string text)
        {
            var path = Path.Combine(_folder.FullName, name);
            File.WriteAllText(path, text);
            return path;
        }

        public void Dispose()
        {
            Model.Dispose();
            _folder.Delete(recursive: true);
        }

        private Recipe Of(string[] changes) =>
            RecipeReader.ReadText(
                Recipe.Replace("PATH", _files.Train, StringComparison.Ordinal).Replace("TEST", _files.Test, StringComparison.Ordinal),
                "census",
                changes
            );

        private RunSettings Settings(string name) =>
            new()
            {
                OutputFolder = Path.Combine(_folder.FullName, name),
                TeacherFolder = Path.Combine(_folder.FullName, "teachers"),
                Threads = 1,
                Trees = new LightGbmTrees(),
            };

        private static List<Dictionary<string, string>> People(int count, string part)
        {
            var random = new RandomStream(5, part);
            string[] work = ["Private", "State-gov", "?"],
                cities = ["Köln", "Paris", "東京"];
            return
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(n =>
                    {
                        var (age, gain, w, c) = (
                            20 + random.NextInt32(50),
                            random.NextDouble() * 1000,
                            random.NextInt32(3),
                            random.NextInt32(3)
                        );
                        return new Dictionary<string, string>
                        {
                            ["age"] = n % 17 == 3 ? "" : age.ToString(CultureInfo.InvariantCulture),
                            ["workclass"] = work[w],
                            ["gain"] = n % 13 == 5 ? "NA" : gain.ToString("0.00", CultureInfo.InvariantCulture),
                            ["city"] = cities[c],
                            ["income"] = (age / 10) + (gain / 200) + (2 * w) - c > 7 ? ">50K" : "<=50K",
                        };
                    }),
            ];
        }
    }
}
