using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Data.Digits;

/// <summary>Writes drawn digits as files in MNIST's format, so that other programs can read them too.</summary>
internal static class DigitFiles
{
    /// <summary>Writes the four standard files, compressed; each appears whole or not at all.</summary>
    /// <param name="folder">Where they go; made where it does not exist.</param>
    /// <param name="seed">Another seed, other images.</param>
    /// <param name="train">Training images.</param>
    /// <param name="test">Test images.</param>
    /// <param name="difficulty">0 for copybook writing, 1 for a scrawl.</param>
    /// <returns>The files.</returns>
    /// <exception cref="DecantException">The folder cannot be written or the disk is full.</exception>
    public static IReadOnlyList<string> Write(string folder, ulong seed, int train, int test, double difficulty) =>
        [
            .. Write(folder, "train", DigitImages.Draw(seed, "train", train, difficulty)),
            .. Write(folder, "test", DigitImages.Draw(seed, "test", test, difficulty)),
        ];

    private static string[] Write(string folder, string part, MemoryImages images)
    {
        string[] paths =
        [
            .. new[] { $"{part}-images", $"{part}-labels" }.Select(name => Path.Combine(folder, IdxSource.StandardNames[name] + ".gz")),
        ];
        var pixels = new byte[images.Count * images.SampleSize];
        for (var i = 0; i < images.Count; i++)
        {
            images.Pixels(i).CopyTo(pixels.AsSpan(i * images.SampleSize));
        }

        IdxFile.Write(paths[0], [images.Count, images.SampleShape[1], images.SampleShape[2]], pixels);
        IdxFile.Write(paths[1], [images.Count], [.. Enumerable.Range(0, images.Count).Select(i => (byte)images.Label(i))]);
        return paths;
    }
}
