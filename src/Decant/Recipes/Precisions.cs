using Decant.Engine.Graphs;

namespace Decant.Recipes;

/// <summary>The words for the numbers that a network is computed with.</summary>
internal static class Precisions
{
    /// <summary>float32 everywhere.</summary>
    public const string Single = "f32";

    /// <summary>bfloat16 in matrix products and convolutions, float32 for sums and everything else.</summary>
    public const string Half = "bf16";

    /// <summary>All words.</summary>
    public static IReadOnlyList<string> Words { get; } = [Single, Half];

    /// <summary>The element type that matrix products and convolutions read.</summary>
    /// <param name="word">One of the words; null for float32.</param>
    public static ElementType Of(string? word) => word == Half ? ElementType.BFloat16 : ElementType.Float32;

    /// <summary>Whether any network of a recipe is computed in bf16.</summary>
    public static bool IsHalf(Recipe recipe) =>
        recipe.Training.Precision == Half
        || recipe.Teacher?.Precision == Half
        || (recipe.Teacher?.Members.Any(teacher => teacher.Train?.Training.Precision == Half) ?? false);
}
