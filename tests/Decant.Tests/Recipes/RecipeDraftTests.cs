using Decant.Data.Fields;
using Decant.Engine;
using Decant.Recipes;
using Decant.Students;

namespace Decant.Tests.Recipes;

public class RecipeDraftTests
{
    private static readonly RecipeFacts s_mnist = new()
    {
        TeacherFile = "models/teacher.onnx",
        Source = "idx",
        SourceOptions = new Dictionary<string, string> { ["path"] = "data with spaces/mnist" },
        Input = Field.Image(1, 28, 28),
        Classes = 10,
        TrainingSamples = 54_000,
        TeacherParameters = 2_395_210,
    };

    [Fact]
    public void A_teacher_and_a_folder_become_a_recipe_that_reads()
    {
        var recipe = RecipeReader.ReadText(RecipeDraft.Write(s_mnist));

        Assert.Equal("models/teacher.onnx", recipe.Teacher.Onnx);
        Assert.Equal("data with spaces/mnist", recipe.Data.SourceValues(1)["path"]);
        Assert.Equal("cnn", recipe.Student.Model!.Name);
        Assert.Equal(["soft-targets", "hard-labels"], recipe.Losses.Select(term => term.Name));
        Assert.Equal(["scratch"], recipe.Compare.Arms.Select(arm => arm.Name));
        Assert.Equal(22, recipe.Training.Epochs);
    }

    [Fact]
    public void The_recipe_says_why()
    {
        var yaml = RecipeDraft.Write(s_mnist);

        Assert.StartsWith("# ", yaml, StringComparison.Ordinal);
        Assert.Contains("# 54000 training samples of shape [1, 28, 28]\n", yaml, StringComparison.Ordinal);
        Assert.Contains("the teacher has 2395210\n", yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000, "[8, 16, 32]")]
    [InlineData(2_000_000, "[32, 64, 128]")]
    [InlineData(100, "[4, 8, 16]")] // nothing fits: the smallest
    [InlineData(null, "[16, 32, 64]")]
    public void A_grey_image_s_student_is_the_largest_with_a_tenth_of_the_teacher(int? teacher, string channels) =>
        Assert.Equal(
            channels,
            Read(s_mnist with { TeacherParameters = teacher }).Student.Model is Cnn cnn ? cnn.Channels.ToString() : null
        );

    [Fact]
    public void The_size_of_a_student_is_counted_layer_by_layer()
    {
        // 9·1·8 + 9·8·16 + 9·16·32 + 32·10
        Assert.Equal(72 + 1152 + 4608 + 320, StudentDraft.Parameters(s_mnist with { TeacherParameters = 100_000 }));
        // ResNet-8: 9·3·16; 2·(9·16·16); 9·16·32 + 9·32·32 + 16·32; 9·32·64 + 9·64·64 + 32·64; 64·10
        Assert.Equal(
            432 + 4608 + 14336 + 57344 + 640,
            StudentDraft.Parameters(s_mnist with { Input = Field.Image(3, 32, 32), TeacherParameters = null })
        );
        // 14·256 + 256·256 + 256·2
        Assert.Equal(
            3584 + 65536 + 512,
            StudentDraft.Parameters(s_mnist with { Input = Columns(14), Classes = 2, TeacherParameters = null })
        );
    }

    [Fact]
    public void Photographs_get_a_residual_network_and_rows_an_mlp_with_adamw()
    {
        Assert.Equal("resnet", Read(s_mnist with { Input = Field.Image(3, 32, 32) }).Student.Model!.Name);
        var rows = Read(s_mnist with { Input = Columns(14) });
        Assert.Equal(("mlp", "adamw", "table-classification"), (rows.Student.Model!.Name, rows.Training.Optimizer.Name, rows.Task.Name));
        Assert.Equal("mlp", Read(s_mnist with { Input = Field.Image(1, 8, 8) }).Student.Model!.Name);
    }

    [Fact]
    public void Numbers_are_learnt_from_the_teachers_and_from_the_true_ones()
    {
        var yaml = RecipeDraft.Write(
            s_mnist with
            {
                Source = "csv",
                SourceOptions = new Dictionary<string, string> { ["path"] = "a.csv", ["targets"] = "price (euro), rent" },
                Input = Columns(7),
                Classes = 2,
                TaskWord = "regression",
            }
        );
        var recipe = RecipeReader.ReadText(yaml);

        Assert.Contains("# 2 numbers\n", yaml, StringComparison.Ordinal);
        Assert.Equal("table-regression", recipe.Task.Name);
        Assert.Equal("price (euro), rent", recipe.Data.SourceValues(1)["targets"]);
        Assert.Equal(["regression", "true-numbers"], recipe.Losses.Select(term => term.Term));
        Assert.Equal("adamw", recipe.Training.Optimizer.Name);
    }

    [Theory]
    [InlineData("multi-label", "image-multi-label", "multi-label", "strokes", true)]
    [InlineData("regression", "image-regression", "regression", "slant", false)]
    public void Images_are_shifted_only_where_that_changes_nothing_that_is_learnt(
        string word,
        string task,
        string loss,
        string target,
        bool isShifted
    )
    {
        var yaml = RecipeDraft.Write(
            s_mnist with
            {
                Source = "digits",
                SourceOptions = new Dictionary<string, string>(),
                TaskWord = word,
                Target = target,
                Classes = 1,
            }
        );
        var recipe = RecipeReader.ReadText(yaml);

        Assert.Equal((task, target), (recipe.Task.Name, recipe.Data.Target));
        Assert.Equal([loss, "hard-labels"], recipe.Losses.Select(term => term.Name));
        Assert.Equal(isShifted, yaml.Contains("augment: { shift: 2 }", StringComparison.Ordinal));
    }

    [Fact]
    public void Few_samples_get_more_epochs_and_smaller_batches()
    {
        var few = Read(s_mnist with { TrainingSamples = 900 }).Training;

        Assert.Equal((100, 8), (few.Epochs, few.Batch));
    }

    [Fact]
    public void An_unknown_source_is_refused() =>
        Assert.Contains(
            "nearest: 'idx'",
            Assert.Throws<DecantException>(() => RecipeDraft.Write(s_mnist with { Source = "idz" })).Message,
            StringComparison.Ordinal
        );

    private static Recipe Read(RecipeFacts facts) => RecipeReader.ReadText(RecipeDraft.Write(facts));

    private static Field Columns(int count) => Field.Numbers([.. Enumerable.Range(0, count).Select(place => $"column {place}")]);
}
