using Decant.Data.Images;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Pipeline;
using Decant.Recipes;

namespace Decant.Tests.Pipeline;

/// <summary>A recipe out of a teacher's file and a folder of images.</summary>
public sealed class RecipeFromFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-draft-");

    public RecipeFromFilesTests()
    {
        // Photographs have no size in common.
        foreach (var (name, place) in new[] { "a", "b", "c" }.Select((name, place) => (name, place)))
        {
            Directory.CreateDirectory(Path.Combine(_folder.FullName, "photos", name));
            for (var n = 0; n < 12; n++)
            {
                var (height, width) = (8 + n, 12 + place);
                File.WriteAllBytes(
                    Path.Combine(_folder.FullName, "photos", name, $"{n}.png"),
                    PngEncoder.Encode(
                        new Picture(3, height, width, [.. Enumerable.Range(0, 3 * height * width).Select(i => (byte)(i * (place + 1)))])
                    )
                );
            }
        }
    }

    [Theory]
    [InlineData(3, 16, 16, "size: 16", "channels: rgb")]
    [InlineData(1, 16, 16, "size: 16", "channels: grey")]
    [InlineData(3, 10, 14, "size: \"14x10\"", "channels: rgb")]
    public void Images_get_the_size_and_the_channels_that_the_teacher_takes(
        int channels,
        int height,
        int width,
        string size,
        string colours
    )
    {
        var yaml = RecipeFromFiles.Draft(Teacher(channels, height, width), "photos", Settings);

        Assert.Contains($"  {size}\n", yaml, StringComparison.Ordinal);
        Assert.Contains($"  {colours}\n", yaml, StringComparison.Ordinal);
        Assert.Contains($"of shape [{channels}, {height}, {width}]", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_user_changes_holds_while_data_and_teacher_are_looked_at()
    {
        Assert.Contains(
            "of shape [3, 8, 8]",
            RecipeFromFiles.Draft(Teacher(3, 16, 16), "photos", Settings, ["data.size=8", "training.epochs=3"]),
            StringComparison.Ordinal
        );

        // A teacher of five classes is refused unless the user says which.
        var five = Teacher(3, 16, 16, classes: 5);
        Assert.Contains(
            "with 'classes: [columns or names]'",
            Assert.Throws<Engine.DecantException>(() => RecipeFromFiles.Draft(five, "photos", Settings)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "# 3 classes",
            RecipeFromFiles.Draft(five, "photos", Settings, ["teacher.classes=[0, 2, 4]"]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_students_size_follows_what_the_teacher_has_and_three_seeds_take_minutes()
    {
        var recipe = RecipeReader.ReadText(RecipeFromFiles.Draft(Teacher(3, 16, 16), "photos", Settings));

        Assert.Equal(3, recipe.Compare.Seeds);
        Assert.DoesNotContain("the teacher has 0", RecipeFromFiles.Draft(Teacher(3, 16, 16), "photos", Settings), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private RunSettings Settings => new() { DataRoot = _folder.FullName, Threads = 1 };

    private string Teacher(int channels, int height, int width, int classes = 3)
    {
        var graph = new Graph("teacher");
        var x = graph.AddInput("image", ElementType.Float32, new Shape("batch", channels, height, width));
        var weight = new Tensor(ElementType.Float32, channels * height * width, classes);
        for (var i = 0; i < weight.Count; i++)
        {
            weight.Span<float>()[i] = (i % 7) - 3;
        }

        graph.AddOutput(x.Reshape(new Shape("batch", channels * height * width)).MatMul(graph.AddInitializer("weight", weight)), "scores");
        var file = Path.Combine(_folder.FullName, "teacher.onnx");
        OnnxFile.Write(graph, file);
        return file;
    }
}
