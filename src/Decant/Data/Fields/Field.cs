using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Fields;

/// <summary>Something that is known of every sample: a picture, its class, its mask, words, whose it is.</summary>
/// <param name="Name">Its name in the data set, such as <c>image</c>.</param>
/// <param name="Type">What one number of it is: Float32 or Int64.</param>
/// <param name="Shape">Its sizes in one sample, without the batch; empty for one number. Along the first axis samples may differ.</param>
/// <param name="Role">What it is for.</param>
public sealed record Field(string Name, ElementType Type, IReadOnlyList<FieldSize> Shape, FieldRole Role)
{
    /// <summary>The name of the picture that a network sees.</summary>
    public const string ImageName = "image";

    /// <summary>The name of the row of numbers that a network sees.</summary>
    public const string NumbersName = "numbers";

    /// <summary>The name of the codes of a row's categories that a network sees.</summary>
    public const string CategoriesName = "categories";

    /// <summary>The name of the tokens of a text that a network sees.</summary>
    public const string TokensName = "input_ids";

    /// <summary>The name of the field that is 1 for each token of a text, and 0 after its end.</summary>
    public const string CountedTokensName = "attention_mask";

    /// <summary>The name of the field that is 0 for tokens of a pair's first text, and 1 for those of the second.</summary>
    public const string SegmentsName = "token_type_ids";

    /// <summary>The name of the class of a sample.</summary>
    public const string LabelName = "label";

    /// <summary>The name of the boxes of a picture.</summary>
    public const string BoxesName = "boxes";

    /// <summary>The name of the classes of a picture's boxes.</summary>
    public const string BoxClassesName = "box.class";

    /// <summary>The name of the field that is 1 for boxes that count for nothing, found or not.</summary>
    public const string BoxCrowdsName = "box.crowd";

    /// <summary>What one number of it is.</summary>
    public ElementType Type { get; } = Type;

    /// <summary>Its sizes in one sample.</summary>
    public IReadOnlyList<FieldSize> Shape { get; } = Shape;

    /// <summary>What it is for.</summary>
    public FieldRole Role { get; } = Role;

    /// <summary>Names of its classes, in order, or of its columns; empty where they have none.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What its numbers are, with their unit or range, for readers of a report; empty to leave it to the field's kind.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>
    /// Of whole numbers, how many different ones there are, 1 or more: each is 0 to Choices − 1, such as the places of a vocabulary. Null
    /// where no one knows. An architecture makes a table of so many rows of it.
    /// </summary>
    /// <exception cref="DecantException">It is below 1, or the field holds no whole numbers.</exception>
    public int? Choices
    {
        get;
        init =>
            field =
                value is null || (value >= 1 && Type == ElementType.Int64)
                    ? value
                    : throw new DecantException(
                        $"Field '{Name}': expected how many different whole numbers it has, 1 or more of Int64, received {value} of "
                            + $"{Type}. Leave Choices out, or give the field Int64."
                    );
    }

    /// <summary>The target set that it holds; null where it holds none.</summary>
    public TargetSet? Targets { get; init; }

    /// <summary>How it follows when the picture moves.</summary>
    internal FieldGeometry Geometry { get; init; }

    /// <summary>
    /// The number after a sample's end, and of what is unknown: NaN or −1 as truth, which losses and metrics leave out; else 0.
    /// </summary>
    public double Padding { get; init; } =
        Role != FieldRole.Truth ? 0
        : Type.IsFloat() ? double.NaN
        : -1;

    /// <summary>The axis along which samples differ; null where all are alike.</summary>
    public FieldSize? Length => Shape.Count > 0 && Shape[0].Varies ? Shape[0] : null;

    /// <summary>Numbers in the largest sample.</summary>
    public int Count { get; } = Shape.Aggregate(1, (product, size) => checked(product * size.Size));

    /// <summary>Numbers in one place along the first axis, such as 4 of <c>[B, 4]</c>.</summary>
    public int RowCount => Shape.Count == 0 ? 1 : Count / Shape[0].Size;

    /// <summary>A picture that networks see, 0 to 1.</summary>
    public static Field Image(int channels, int height, int width) =>
        new(ImageName, ElementType.Float32, [new("C", channels), new("H", height), new("W", width)], FieldRole.Input)
        {
            Geometry = FieldGeometry.Pixels,
        };

    /// <summary>A row of numbers that networks see.</summary>
    public static Field Numbers(IReadOnlyList<string> names) =>
        new(NumbersName, ElementType.Float32, [new("C", names.Count)], FieldRole.Input)
        {
            Names = names,
            Meaning = "raw columns; NaN where a number is missing",
        };

    /// <summary>The codes of a row's categories that networks see.</summary>
    public static Field Categories(IReadOnlyList<string> names) =>
        new(CategoriesName, ElementType.Int64, [new("C", names.Count)], FieldRole.Input)
        {
            Names = names,
            Meaning = "codes of categories; 0 for one that training did not have",
        };

    /// <summary>The class of a sample, from 0; −1 where it is unknown.</summary>
    public static Field Label(IReadOnlyList<string> classNames) =>
        new(LabelName, ElementType.Int64, [], FieldRole.Truth) { Names = classNames };

    /// <summary>The numbers of a target set; NaN where they are unknown.</summary>
    public static Field Of(TargetSet set) =>
        new(set.Name, ElementType.Float32, [new("D", set.Columns.Count)], FieldRole.Truth) { Names = set.Columns, Targets = set };

    /// <summary>A class per pixel; −1 for pixels that are not counted.</summary>
    public static Field Mask(string name, int height, int width, IReadOnlyList<string> classNames) =>
        new(name, ElementType.Int64, [new("H", height), new("W", width)], FieldRole.Truth)
        {
            Names = classNames,
            Geometry = FieldGeometry.Mask,
        };

    /// <summary>Boxes in a picture: left, top, right, bottom in pixels.</summary>
    /// <param name="name">Such as <c>boxes</c>.</param>
    /// <param name="most">The most boxes of one picture.</param>
    public static Field Boxes(string name, int most) =>
        new(name, ElementType.Float32, [FieldSize.UpTo("B", most), new("D", 4)], FieldRole.Truth) { Geometry = FieldGeometry.Boxes };

    /// <summary>What is in each box of a picture, [B], from 0.</summary>
    /// <param name="classNames">The classes.</param>
    /// <param name="most">The most boxes of one picture.</param>
    public static Field BoxClasses(IReadOnlyList<string> classNames, int most) =>
        new(BoxClassesName, ElementType.Int64, [FieldSize.UpTo("B", most)], FieldRole.Truth) { Names = classNames };

    /// <summary>
    /// Which boxes of a picture count for nothing, [B]: 1 where finding them is no success and missing them no fault, such as crowds.
    /// </summary>
    /// <param name="most">The most boxes of one picture.</param>
    public static Field BoxCrowds(int most) =>
        new(BoxCrowdsName, ElementType.Int64, [FieldSize.UpTo("B", most)], FieldRole.Truth) { Padding = 0 };

    /// <summary>Whose sample it is, or when it was taken, as a whole number.</summary>
    public static Field Identity(string name) => new(name, ElementType.Int64, [], FieldRole.Identity) { Padding = -1 };

    /// <summary>The same of samples of another longest.</summary>
    /// <param name="longest">The most places along the axis that varies.</param>
    internal Field WithLongest(int longest) =>
        new(Name, Type, [FieldSize.UpTo(Shape[0].Name, longest), .. Shape.Skip(1)], Role)
        {
            Names = Names,
            Meaning = Meaning,
            Targets = Targets,
            Geometry = Geometry,
            Padding = Padding,
            Choices = Choices,
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type} [{string.Join(", ", Shape)}], {Role}";
}
