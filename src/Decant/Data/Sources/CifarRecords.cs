using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>The images of CIFAR's binary files, read where they lie.</summary>
/// <param name="batches">Each file's records, and how many they are.</param>
internal sealed class CifarRecords(IReadOnlyList<(FileRecords Records, int Count)> batches) : IPixelSource
{
    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels)
    {
        foreach (var (records, count) in batches)
        {
            if (index < count)
            {
                records.Read(index, pixels);
                return;
            }

            index -= count;
        }

        throw new DecantException($"CIFAR: there is no image {index} after the last one.");
    }
}
