using System.IO.MemoryMappedFiles;

namespace Decant.Engine.Weights;

/// <summary>A file as memory: nothing is read before it is looked at, and what is looked at is not copied.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _first;

    /// <summary>Maps a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public MappedFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Length = stream.CanSeek ? stream.Length : throw new IOException("a stream has no end that could be looked at; name a file.");
        if (Length > 0)
        {
            _file = MemoryMappedFile.CreateFromFile(
                stream,
                null,
                0,
                MemoryMappedFileAccess.Read,
                HandleInheritability.None,
                leaveOpen: false
            );
            _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _first);
        }
    }

    /// <summary>Bytes in the file.</summary>
    public long Length { get; }

    /// <summary>The address of a range.</summary>
    /// <param name="offset">Its first byte.</param>
    /// <param name="length">Its bytes.</param>
    /// <exception cref="DecantException">The file ends before it.</exception>
    public byte* Address(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(_first is null && Length > 0, this);
        return offset >= 0 && length >= 0 && offset <= Length && length <= Length - offset
            ? _first + offset
            : throw new DecantException(
                $"expected {length} bytes from byte {offset} on, the file has {Length}. It is damaged or was cut short."
            );
    }

    /// <summary>A range of at most 2 GB.</summary>
    /// <exception cref="DecantException">The file ends before it.</exception>
    public ReadOnlySpan<byte> Bytes(long offset, int length) => new(Address(offset, length), length);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_first is not null)
        {
            _first = null;
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view?.Dispose();
        _file?.Dispose();
    }
}
