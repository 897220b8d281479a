using System.Buffers.Binary;
using System.IO.Compression;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Sources;

/// <summary>
/// An IDX file: two zero bytes, an element type, a number of axes, their sizes (big-endian), then the elements; plain
/// or compressed with gzip. http://yann.lecun.com/exdb/mnist describes it.
/// </summary>
internal static class IdxFile
{
    private const byte UnsignedByte = 8;

    /// <summary>Reads a file of unsigned bytes.</summary>
    /// <param name="path">The file; compressed or not is seen from its first bytes.</param>
    /// <param name="rank">Axes that it must have.</param>
    /// <returns>UInt8 of the file's sizes.</returns>
    /// <exception cref="DecantException">The file is missing, damaged, or something else.</exception>
    public static unsafe Tensor Read(string path, int rank)
    {
        using var stream = DataFile.OpenInflated(path);
        var (sizes, count) = ReadHeader(stream, path, rank);
        DataFile.CheckMemory(path, count);
        var tensor = new Tensor(ElementType.UInt8, sizes);
        DataFile.Fill(stream, (byte*)tensor.Pointer, count, path, HeaderBytes(rank));
        return tensor;
    }

    /// <summary>Sizes along the axes of a file of unsigned bytes and their product, as its header says.</summary>
    /// <param name="path">The file; compressed or not is seen from its first bytes.</param>
    /// <param name="rank">Axes that it must have.</param>
    /// <exception cref="DecantException">The file is missing, damaged, or something else.</exception>
    public static (int[] Sizes, long Count) Sizes(string path, int rank)
    {
        using var stream = DataFile.OpenInflated(path);
        return ReadHeader(stream, path, rank);
    }

    /// <summary>Opens a file of images without reading them.</summary>
    /// <param name="path">The file; one that is compressed is inflated into a temporary file.</param>
    /// <param name="count">All its bytes, N·H·W, as <see cref="Sizes"/> says.</param>
    /// <param name="size">Bytes of an image, H·W.</param>
    /// <exception cref="DecantException">The file is longer or shorter than its header says.</exception>
    public static FileRecords Records(string path, long count, int size)
    {
        const int start = 4 + (4 * 3);
        var expected = start + count;
        var handle = FileRecords.Open(path, expected);
        var found = RandomAccess.GetLength(handle);
        if (expected == found)
        {
            return new FileRecords(path, handle, start, size);
        }

        handle.Dispose();
        throw new DecantException(
            $"Data file '{path}': expected {expected} bytes, as its header says, received "
                + $"{(found > expected ? "more" : $"{found}")}. The file is damaged; fetch it again."
        );
    }

    private static int HeaderBytes(int rank) => 4 + (4 * rank);

    private static (int[] Sizes, long Count) ReadHeader(Stream stream, string path, int rank)
    {
        Span<byte> header = stackalloc byte[HeaderBytes(rank)];
        var got = DataFile.ReadHeader(stream, header, path);
        if (got < 4 || header[0] != 0 || header[1] != 0 || header[2] != UnsignedByte || header[3] != rank)
        {
            throw new DecantException(
                $"IDX file '{path}': expected the magic number 0x{(UnsignedByte << 8) | rank:x8} "
                    + $"({(rank == 1 ? "labels" : "images")}: bytes with {rank} axes) at offset 0, "
                    + $"received "
                    + $"{(got < 4 ? $"{got} bytes" : $"0x{BinaryPrimitives.ReadUInt32BigEndian(header):x8}")}. "
                    + $"{Guess(header[..got], rank)}"
            );
        }

        if (got < header.Length)
        {
            throw new DecantException(
                $"IDX file '{path}': expected a header of {header.Length} bytes, received {got}. The file is cut short; fetch it again."
            );
        }

        var sizes = new int[rank];
        long count = 1;
        for (var axis = 0; axis < rank; axis++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(header[(4 + (4 * axis))..]);
            count = (long)UInt128.Min((UInt128)count * size, 1UL << 50); // no overflow: hostile sizes stay too large
            sizes[axis] = (int)Math.Min(size, int.MaxValue);
        }

        return (sizes, count);
    }

    /// <summary>Writes unsigned bytes, compressed with gzip; the file appears whole or not at all.</summary>
    /// <exception cref="DecantException">The folder cannot be written or the disk is full.</exception>
    public static void Write(string path, int[] sizes, byte[] content) => AtomicFile.Write(path, file =>
        {
            using var stream = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
            stream.Write([0, 0, UnsignedByte, (byte)sizes.Length]);
            Span<byte> size = stackalloc byte[4];
            foreach (var axis in sizes)
            {
                BinaryPrimitives.WriteInt32BigEndian(size, axis);
                stream.Write(size);
            }

            stream.Write(content);
        });

    private static string Guess(ReadOnlySpan<byte> start, int rank) =>
        start.Length >= 4 && start[0] == 0 && start[1] == 0 && start[2] == UnsignedByte && start[3] is 1 or 3
            ? $"This looks like a file of {(start[3] == 1 ? "labels" : "images")}: are the file names swapped?"
            : $"{DataFile.Guess(start)} The source idx reads MNIST's "
                + $"format{(rank == 3 ? "; CIFAR's binary batches are read by cifar-binary, class folders by images" : "")}.";
}
