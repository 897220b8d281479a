using Decant.Data.Sources;
using Decant.Engine.Onnx;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Students;
using Decant.Tests.Adoption.Texts;

namespace Decant.Tests.Pipeline;

/// <summary>Whole runs in which a student learns a teacher's vectors, and nothing else is true.</summary>
public sealed class TextEmbeddingRunTests : IDisposable
{
    private const string Recipe = """
        task: text-embedding
        data: { source: text, path: none.txt, normalize: none }
        teacher: { onnx: teacher.onnx, pooling: mean }
        student: { model: static-embedding, dimension: 8 }
        losses: [ { vector-similarities: { weight: 10 } }, { vector-cosine: { weight: 1 } } ]
        training: { epochs: 60, batch: 25, optimizer: adamw, learning-rate: 0.05, schedule: cosine, seed: 1 }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-embedding-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_student_learns_the_directions_of_its_teachers_vectors()
    {
        OnnxFile.Write(TextEncoder.Build(), Path.Combine(_folder.FullName, "teacher.onnx"));
        var listener = new SmallRun.Listener();
        var recipe = RecipeReader.ReadText(Recipe, "embedding", []);
        recipe = recipe with { Data = recipe.Data with { Source = DataSource.Of(new TokenTexts(200, TextEncoder.Words)) } };

        var outcome = Distillation.Run(
            recipe,
            new RunSettings
            {
                OutputFolder = Path.Combine(_folder.FullName, "run"),
                DataRoot = _folder.FullName,
                Threads = 1,
            },
            listener,
            TestContext.Current.CancellationToken
        );

        var (teacher, student) = (outcome.Run.Arms[0].Seeds[0].Test, outcome.Run.Arms[1].Seeds[0].Test);
        Assert.Equal(1, teacher.Metric("similarityCorrelation")!.Value, 1e-6);
        Assert.Equal(1, teacher.Metric("cosine")!.Value, 1e-5);
        Assert.True(student.Metric("similarityCorrelation") > 0.8, $"{student.Metric("similarityCorrelation")}");
        Assert.Contains(listener.Notes, note => note.Contains("nothing but its answers is true", StringComparison.Ordinal));
        Assert.Contains("there is no student without a teacher to compare with", outcome.Verdict!.Gained, StringComparison.Ordinal);
        var file = OnnxFile.Read(Path.Combine(outcome.Folder, "student.onnx"));
        Assert.Equal([Network.Logits, "embedding"], file.Outputs.Select(output => output.Name));
        Assert.Equal(TextEncoder.Width, file["embedding"].Shape[1].Size);
    }

    [Fact]
    public void A_teacher_that_is_to_be_trained_is_refused() =>
        Assert.Contains(
            "task text-embedding imitates a teacher that is there already",
            Assert
                .Throws<RecipeException>(() =>
                    RecipeReader.ReadText(
                        Recipe.Replace("onnx: teacher.onnx, pooling: mean", "train: { model: bi-lstm }", StringComparison.Ordinal),
                        "embedding",
                        []
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
}
