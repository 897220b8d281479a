namespace Decant.Tasks;

/// <summary>Something that a recipe of a task may not say.</summary>
/// <param name="Section">The section of the recipe.</param>
/// <param name="Key">The key in it.</param>
/// <param name="Message">Why not.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Word">The value that is refused; null for any.</param>
internal sealed record RecipeRefusal(string Section, string Key, string Message, string Remedy, string? Word = null)
{
    /// <summary>What only makes sense where a sample has one class.</summary>
    /// <param name="task">The name of a task without.</param>
    public static IReadOnlyList<RecipeRefusal> OfClasses(string task) =>
        [
            new("data", "omit", $"only classes can be left out, and task {task} has none", "Remove it, or choose a task of classes."),
            new(
                "data",
                "confidence",
                $"only classes have a largest probability, and task {task} has none",
                "Remove it, or choose a task of classes."
            ),
            new(
                "teacher",
                "combine",
                $"only classes have a largest probability to weigh teachers by, and task {task} has none",
                "Write 'combine: probabilities' or 'combine: logits'.",
                "confidence"
            ),
        ];
}
