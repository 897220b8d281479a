using Decant.Data.Digits;

namespace Decant.Data.Sources;

/// <summary>The built-in data set: drawn digits.</summary>
internal sealed class DigitsSource : CatalogueSource
{
    /// <inheritdoc/>
    public override string Name => "digits";

    /// <inheritdoc/>
    public override string Description => "Handwriting-like digits of 28x28 pixels, drawn by a generator: the built-in data set.";

    /// <inheritdoc/>
    internal override IReadOnlyList<DataOption> Options { get; } =
    [
        new("train-images", DataOptionKind.Whole, "Training images to draw.")
        {
            Default = "60000",
            Lowest = 10,
            Highest = 10_000_000,
        },
        new("test-images", DataOptionKind.Whole, "Test images to draw.")
        {
            Default = "10000",
            Lowest = 10,
            Highest = 10_000_000,
        },
        new("difficulty", DataOptionKind.Number, "0 for copybook writing, 1 for a scrawl with strikes, gaps and noise.")
        {
            Default = "0.5",
            Lowest = 0,
            Highest = 1,
        },
    ];

    /// <inheritdoc/>
    internal override SourceParts Open(DataOptions options)
    {
        var (seed, difficulty) = (options.Seed("seed"), options.Number("difficulty")!.Value);
        return new SourceParts(
            DigitImages.Draw(seed, "train", options.Whole("train-images")!.Value, difficulty),
            null,
            DigitImages.Draw(seed, "test", options.Whole("test-images")!.Value, difficulty),
            []
        );
    }
}
