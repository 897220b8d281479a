using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Pipeline;
using Decant.Pretrained;
using Decant.Recipes;
using Decant.Students;
using Decant.Students.Texts;
using Decant.Tasks;
using Decant.Tests.Adoption.Texts;
using Decant.Tests.Pretrained;

namespace Decant.Tests.Pipeline;

/// <summary>Text networks from elsewhere that a recipe names as its teacher: ONNX files and Hugging Face's folders.</summary>
public sealed class TextTeacherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-texts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_that_describes_texts_is_fine_tuned_with_a_new_last_layer_and_teaches()
    {
        var listener = new SmallRun.Listener();
        var outcome = Run(Teacher(train: 8), listener);

        Assert.Contains(listener.Notes, note =>
            note.Contains(
                "it gets a new last layer of 2 classes, on the vector of a text's first token (pooling: first)",
                StringComparison.Ordinal
            )
        );
        Assert.Contains(listener.Notes, note => note.Contains("training changes all ", StringComparison.Ordinal));
        var teacher = OnnxFile.Read(Path.Combine(outcome.Folder, "teacher.onnx"));
        Assert.Equal(
            ["attention_mask", "input_ids", "token_type_ids"],
            teacher.Inputs.Select(input => input.Name).Order(StringComparer.Ordinal)
        );
        // Every weight has moved, those of the file, too.
        var file = TextEncoder.Build();
        Assert.All(file.Initializers.Where(value => value.Shape.Rank > 0), value =>
            Assert.NotEqual(value.Data!.Span<float>().ToArray(), teacher[value.Name].Data!.Span<float>().ToArray())
        );

        // Read again it is a teacher as it is.
        var again = new SmallRun.Listener();
        Run(new TeacherSettings { Onnx = Path.Combine(outcome.Folder, "teacher.onnx") }, again);
        Assert.DoesNotContain(again.Notes, note => note.Contains("new last layer", StringComparison.Ordinal));
    }

    [Fact]
    public void The_file_next_to_a_network_says_its_pooling_and_the_recipe_says_it_louder()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "1_Pooling"));
        File.WriteAllText(PoolingConfiguration.FileIn(_folder), PoolingConfiguration.Text(TextPooling.Mean, TextEncoder.Width));

        Assert.Contains("(pooling: mean)", Noted(Teacher(train: 1)), StringComparison.Ordinal);
        Assert.Contains("(pooling: first)", Noted(Teacher(train: 1) with { Pooling = "first" }), StringComparison.Ordinal);

        File.WriteAllText(PoolingConfiguration.FileIn(_folder), """{ "pooling_mode_max_tokens": true }""");
        Assert.Contains(
            "expected pooling_mode_cls_token or pooling_mode_mean_tokens, received pooling_mode_max_tokens",
            Assert.Throws<DecantException>(() => Noted(Teacher(train: 1))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_without_answers_that_is_not_trained_is_refused()
    {
        Assert.Contains(
            "and the data have 2 classes. Give it a new last layer with 'head: { classes: 2 }' and train it",
            Assert.Throws<DecantException>(() => Noted(Teacher(train: null))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Texts_with_more_tokens_than_the_network_has_rows_are_refused_before_anything_is_trained()
    {
        var listener = new SmallRun.Listener();

        var problem = Assert.Throws<DecantException>(() => Run(Teacher(train: 1), listener, vocabulary: TextEncoder.Words + 9));

        Assert.Contains($"{TextEncoder.Words + 9}", problem.Message, StringComparison.Ordinal);
        Assert.Contains($"{TextEncoder.Words}", problem.Message, StringComparison.Ordinal);
        Assert.Contains("tokenizer", problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "teachers")));
    }

    [Fact]
    public void A_folder_answers_the_datas_classes_by_their_names()
    {
        using var folder = new EncoderFolder("distilbert", "ForSequenceClassification");
        folder.Configuration["id2label"] = new Dictionary<string, string>
        {
            ["0"] = "class 2",
            ["1"] = "class 0",
            ["2"] = "class 1",
        };
        folder.Write();
        File.WriteAllText(Path.Combine(folder.Path, "tokenizer.json"), "{}");
        var teacher = new TeacherSettings { HuggingFace = folder.Path };
        var samples = new TokenTexts(30, EncoderFolder.Vocabulary, classes: 3);

        var adopted = GivenTeacher.Read(teacher, 1, Prepared(samples), new RunSettings(), isTried: false);

        Assert.Contains("put into the data's by their names", Assert.Single(adopted.Notes), StringComparison.Ordinal);
        var weights = folder.Tensors["classifier.bias"].Span<float>().ToArray();
        var columns = adopted.Network["answer.columns"].Data!.Span<long>().ToArray();
        Assert.Equal([1, 2, 0], columns);
        Assert.Equal(weights, adopted.Network["classifier.bias"].Data!.Span<float>().ToArray());
        Assert.Equal(Path.Combine(folder.Path, "tokenizer.json"), GivenTextNetwork.TokenizerOf(teacher, "."));
        Assert.Equal(
            ["file config.json", "file model.safetensors"],
            GivenTeacher.Contents(teacher, new RunSettings()).Select(content => content.Name)
        );
    }

    [Fact]
    public void A_teacher_with_a_tokenizer_of_its_own_reads_the_fields_that_belong_to_it()
    {
        var samples = new TokenTexts(30, TextEncoder.Words, prefix: "teacher.");

        var adopted = GivenTeacher.Read(Teacher(train: 1), 1, Prepared(samples), new RunSettings(), isTried: false).Network;
        Assert.All(adopted.Inputs, input => Assert.StartsWith("teacher.", input.Name, StringComparison.Ordinal));
        Assert.All(adopted.Inputs, input => Assert.Equal("[N, U]", input.Shape.ToString()));

        // And so does the network that came of it, whichever names it was written with.
        var plain = GivenTeacher
            .Read(Teacher(train: 1), 1, Prepared(new TokenTexts(30, TextEncoder.Words)), new RunSettings(), isTried: false)
            .Network;
        Assert.All(plain.Inputs, input => Assert.Equal("[N, T]", input.Shape.ToString()));
        var file = Path.Combine(_folder, "trained.onnx");
        OnnxFile.Write(plain, file);
        var read = GivenTeacher.Read(new TeacherSettings { Onnx = file }, 1, Prepared(samples), new RunSettings(), isTried: false).Network;
        Assert.Equal(adopted.Inputs.Select(input => input.ToString()).Order(), read.Inputs.Select(input => input.ToString()).Order());
    }

    [Theory]
    [InlineData("{ huggingface: a, onnx: t.onnx }", "teacher.onnx: the folder under teacher.huggingface already is the network")]
    [InlineData(
        "{ huggingface: a, train: { model: mlp } }",
        "teacher.train.model: the folder under teacher.huggingface already is the model"
    )]
    [InlineData("{ train: { model: mlp }, pooling: mean }", "teacher.pooling: it says something about a text network from elsewhere")]
    [InlineData(
        "{ train: { model: mlp }, tokenizer: vocab.txt }",
        "teacher.tokenizer: it says something about a text network from elsewhere"
    )]
    [InlineData("{ onnx: t.onnx, pooling: max }", "teacher.pooling")]
    [InlineData("{ huggingface: a, average: 0.9 }", "one kind of teacher is expected")]
    public void Options_that_do_not_go_together_are_reported(string teacher, string expected) =>
        Assert.Contains(
            expected,
            Assert
                .Throws<RecipeException>(() =>
                    RecipeReader.ReadText($"data: {{ source: digits }}\nteacher: {teacher}\nstudent: {{ model: mlp }}")
                )
                .Message.ReplaceLineEndings(" "),
            StringComparison.Ordinal
        );

    private TeacherSettings Teacher(int? train)
    {
        var file = Path.Combine(_folder, "model.onnx");
        OnnxFile.Write(TextEncoder.Build(), file);
        return new TeacherSettings
        {
            Onnx = file,
            Train = train is { } epochs
                ? new TeacherTrainingSettings
                {
                    Training = new() { Epochs = epochs, Batch = 8 },
                }
                : null,
        };
    }

    private static PreparedData Prepared(Dataset samples) => PreparedData.Open(Recipe(new TeacherSettings(), samples), ".");

    private static string Noted(TeacherSettings teacher) =>
        string.Join(
            ' ',
            GivenTeacher.Read(teacher, 1, Prepared(new TokenTexts(30, TextEncoder.Words)), new RunSettings(), isTried: false).Notes
        );

    private RunOutcome Run(TeacherSettings teacher, SmallRun.Listener listener, int vocabulary = TextEncoder.Words) =>
        Distillation.Run(
            Recipe(teacher, new TokenTexts(60, vocabulary)),
            new RunSettings
            {
                OutputFolder = Path.Combine(_folder, Path.GetRandomFileName()),
                TeacherFolder = Path.Combine(_folder, "teachers"),
                Threads = 1,
            },
            listener
        );

    private static Recipe Recipe(TeacherSettings teacher, Dataset samples) =>
        new()
        {
            Task = LearningTask.Of("text-classification"),
            Data = new DataSettings { Source = DataSource.Of(samples) },
            Teacher = teacher,
            Student = new StudentSettings { Model = new GivenNetwork(Student()) },
            Training = new TrainingSettings { Epochs = 1, Batch = 8 },
            Compare = new CompareSettings { Arms = [] },
        };

    private static Graph Student()
    {
        var graph = new Graph("student");
        var ids = graph.AddInput("input_ids", ElementType.Int64, new Shape("N", "T"));
        var table = graph.AddParameter("table", new Tensor(ElementType.Float32, TextEncoder.Words, 2));
        var logits = Decant.Engine.Operators.Operations.ReduceMean(Decant.Engine.Operators.Operations.Gather(table, ids), [1]);
        graph.AddOutput(logits, "logits");
        return graph;
    }
}
