using Decant.Engine;
using Decant.Engine.Graphs;
using Microsoft.Win32.SafeHandles;

namespace Decant.Data.Sources;

/// <summary>
/// Records of one size that lie one after the other in a file, each with its image at the same place: IDX and CIFAR's binary files. A
/// record's place follows from its number, so it is read where it lies. A compressed file has no places; it is inflated into a temporary
/// file first.
/// </summary>
/// <param name="path">The file, for messages.</param>
/// <param name="handle">The file, or what was inflated from it; belongs to the records.</param>
/// <param name="start">Bytes in front of the first image.</param>
/// <param name="step">Bytes from one image to the next.</param>
internal sealed class FileRecords(string path, SafeFileHandle handle, long start, long step) : IPixelSource, IDisposable
{
    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels) => Read(path, handle, start + (index * step), pixels);

    /// <summary>The first images, UInt8 [count, size].</summary>
    /// <param name="count">Their number.</param>
    /// <param name="size">Bytes of an image.</param>
    public unsafe Tensor First(int count, int size)
    {
        var images = new Tensor(ElementType.UInt8, count, size);
        for (var index = 0; index < count; index++)
        {
            Read(index, new Span<byte>((byte*)images.Pointer + ((long)index * size), size));
        }

        return images;
    }

    /// <summary>
    /// Opens a file to be read at any place; one that is compressed with gzip is inflated into a temporary file, which goes when it is
    /// closed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">Bytes that it should have; what a compressed one has after one more is left out.</param>
    /// <exception cref="DecantException">There is no such file, it is damaged, or the disk has no room.</exception>
    public static SafeFileHandle Open(string path, long expected = long.MaxValue)
    {
        using var stream = DataFile.OpenInflated(path);
        if (stream is FileStream)
        {
            return DataFile.Guarded(path, () => File.OpenHandle(path, options: FileOptions.RandomAccess));
        }

        var inflated = Path.Combine(Path.GetTempPath(), $"decant-{Path.GetRandomFileName()}");
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(inflated, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(inflated); // its content lives as long as the handle, even if the process is killed
            }

            var (buffer, place) = (new byte[1 << 16], 0L);
            for (int read; place <= expected && (read = stream.Read(buffer)) > 0; place += read)
            {
                RandomAccess.Write(handle, buffer.AsSpan(0, read), place);
            }

            return handle;
        }
        catch (InvalidDataException failure)
        {
            handle?.Dispose();
            throw new DecantException($"Data file '{path}': it cannot be inflated ({failure.Message}). Fetch it again.", failure);
        }
        catch (Exception failure) when (WriteFailure.IsOne(failure))
        {
            handle?.Dispose();
            throw WriteFailure.Of($"inflating {path} into {inflated}", failure, "TMPDIR says where such files lie.");
        }
    }

    /// <summary>Reads so many bytes from a place.</summary>
    /// <exception cref="DecantException">The file has become shorter.</exception>
    public static void Read(string path, SafeFileHandle handle, long place, Span<byte> bytes)
    {
        for (var done = 0; done < bytes.Length; )
        {
            var read = RandomAccess.Read(handle, bytes[done..], place + done);
            done +=
                read > 0
                    ? read
                    : throw new DecantException(
                        $"Data file '{path}': it has become shorter since it was opened. Do not change data while a run reads them."
                    );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
