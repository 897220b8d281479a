using Decant.Data.Shapes;

namespace Decant.Data.Sources;

/// <summary>The built-in data set of things in pictures.</summary>
internal sealed class ShapesSource : CatalogueSource
{
    private const int LeastSide = 32;
    private const int MostSide = 1024;

    /// <inheritdoc/>
    public override string Name => "shapes";

    /// <inheritdoc/>
    public override string Description =>
        "Colour pictures of discs, squares, triangles, rings and crosses, drawn by a generator: with a box around "
        + "each, and the class of each pixel.";

    /// <inheritdoc/>
    internal override IReadOnlyList<DataOption> Options { get; } =
    [
        new("train-images", DataOptionKind.Whole, "Training pictures to draw.")
        {
            Default = "2000",
            Lowest = 10,
            Highest = 1_000_000,
        },
        new("test-images", DataOptionKind.Whole, "Test pictures to draw.")
        {
            Default = "500",
            Lowest = 10,
            Highest = 1_000_000,
        },
        new("width", DataOptionKind.Whole, "Pixels of a row.")
        {
            Default = "96",
            Lowest = LeastSide,
            Highest = MostSide,
        },
        new("height", DataOptionKind.Whole, "Rows of pixels.")
        {
            Default = "96",
            Lowest = LeastSide,
            Highest = MostSide,
        },
    ];

    /// <inheritdoc/>
    internal override SourceParts Open(DataOptions options)
    {
        var (seed, width, height) = (options.Seed("seed"), options.Whole("width")!.Value, options.Whole("height")!.Value);
        return new SourceParts(
            ShapeImages.Draw(seed, "train", options.Whole("train-images")!.Value, width, height),
            null,
            ShapeImages.Draw(seed, "test", options.Whole("test-images")!.Value, width, height),
            []
        );
    }
}
