using Decant.Data.Fields;
using Decant.Engine.Graphs;

namespace Decant.Tasks;

/// <summary>What a sample is.</summary>
/// <param name="Name">The first word of the names of its tasks.</param>
/// <param name="Words">What it is, for messages.</param>
/// <param name="Takes">Whether an input field of a sample is such.</param>
internal sealed record SampleForm(string Name, string Words, Func<Field, bool> Takes)
{
    /// <summary>Whatever inputs samples have: the form of tasks of one's own.</summary>
    public static SampleForm Any { get; } = new("any", "samples", _ => true);

    /// <summary>Images <c>[C, H, W]</c>.</summary>
    public static SampleForm Images { get; } = new("image", "images [C, H, W]", input => input.Shape.Count == 3);

    /// <summary>Rows of a table <c>[D]</c>; of one without numbers, codes of categories.</summary>
    public static SampleForm Rows { get; } =
        new("table", "rows of numbers [D]", input =>
            input is { Shape.Count: 1, Type: ElementType.Float32 } || input.Name == Field.CategoriesName
        );

    /// <summary>Texts as the numbers of their tokens <c>[T]</c>.</summary>
    public static SampleForm Texts { get; } = new("text", "texts [T]", input => input.Name == Field.TokensName);
}
