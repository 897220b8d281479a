using System.Runtime.CompilerServices;
using Decant.Recipes;

namespace Decant.Tests.Recipes;

/// <summary>The recipes that come with Decant.</summary>
public sealed class RecipeFolderTests
{
    /// <summary>Where they lie.</summary>
    internal static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "recipes"));

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_recipe_is_understood_and_says_first_what_it_is_for(string file)
    {
        var path = Path.Combine(Folder, file);

        Assert.NotNull(RecipeReader.Read(path));
        Assert.StartsWith("# ", File.ReadAllText(path), StringComparison.Ordinal);
    }

    // One's own teacher from a file, weights from PyTorch, a student from a file, samples without labels, labels of several kinds.
    [Fact]
    public void There_is_a_recipe_of_each_kind()
    {
        var recipes = Directory.GetFiles(Folder, "*.yaml").Select(file => RecipeReader.Read(file)).ToArray();

        Assert.Contains(recipes, recipe => recipe.Teacher.Onnx is not null);
        Assert.Contains(recipes, recipe => recipe.Teacher.Weights is not null);
        Assert.Contains(recipes, recipe => recipe.Student.Onnx is not null);
        Assert.Contains(recipes, recipe => recipe.Data.Unlabelled is not null);
        Assert.Contains(recipes, recipe => recipe.Data.Source.Name == "images");
        Assert.All(["image-classification", "image-multi-label", "image-regression", "image-segmentation"], task =>
            Assert.Contains(recipes, recipe => recipe.Task.Name == task)
        );
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
