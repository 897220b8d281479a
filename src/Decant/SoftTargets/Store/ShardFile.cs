using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Decant.Engine;
using Decant.Engine.Weights.Safetensors;
using Microsoft.Win32.SafeHandles;

namespace Decant.SoftTargets.Store;

/// <summary>
/// One file of answers, read by position: a file that is cut short is an error that can be told, where mapped memory would end the process.
/// </summary>
internal sealed class ShardFile : IDisposable
{
    private const int LengthBytes = 8;
    private const long LongestHeader = 1 << 20;
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly Dictionary<string, SafetensorsEntry> _entries;
    private readonly long _data;
    private readonly long[][] _begins;
    private readonly long[]? _places;
    private byte[]? _resident;

    /// <summary>Opens a shard and reads whose answers it has.</summary>
    /// <param name="folder">The store.</param>
    /// <param name="facts">What the manifest says of it.</param>
    /// <param name="layout">Which tensors it must have.</param>
    /// <param name="isChecked">Whether all its bytes are read to compare their checksum.</param>
    /// <exception cref="DecantException">It is missing or damaged.</exception>
    public ShardFile(string folder, StoreShard facts, StoreLayout layout, bool isChecked)
    {
        _path = Path.Combine(folder, facts.File);
        (Facts, Layout) = (facts, layout);
        try
        {
            _handle = File.OpenHandle(_path, share: FileShare.Read | FileShare.Delete);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Damaged($"it cannot be opened: {failure.Message.TrimEnd('.')}", failure);
        }

        try
        {
            var length = RandomAccess.GetLength(_handle);
            if (length != facts.Bytes)
            {
                throw Damaged($"expected {facts.Bytes} bytes, as the manifest says, it has {length}");
            }

            if (isChecked)
            {
                CheckSum();
            }

            Span<byte> size = stackalloc byte[LengthBytes];
            ReadAt(0, size);
            var header = BinaryPrimitives.ReadUInt64LittleEndian(size);
            if (header > (ulong)Math.Min(LongestHeader, length - LengthBytes))
            {
                throw Damaged($"its header claims {header} bytes");
            }

            var words = new byte[(int)header];
            ReadAt(LengthBytes, words);
            _data = LengthBytes + (long)header;
            _entries = Entries(words);
            Samples = Numbers<int>(StoreLayout.Sample);
            var views = Numbers<short>(StoreLayout.View);
            if (Samples.Length != facts.Answers || views.Length != facts.Answers || views.AsSpan().ContainsAnyExcept((short)facts.View))
            {
                throw Damaged($"expected {facts.Answers} answers about view {facts.View}, as the manifest says");
            }

            _places = layout.Varies ? Ends(Numbers<int>(StoreLayout.Length)) : null;
            _begins = [.. layout.Values.Select(value => value.Codec.Parts.Select(part => Begin(value, part)).ToArray())];
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    /// <summary>What the manifest says of it.</summary>
    public StoreShard Facts { get; }

    /// <summary>Answers in it.</summary>
    public int Answers => Samples.Length;

    /// <summary>Whose answers it has, in its order.</summary>
    public int[] Samples { get; }

    private StoreLayout Layout { get; }

    /// <summary>Reads all its numbers into memory, from where answers come then.</summary>
    public void Keep()
    {
        var bytes = new byte[Facts.Bytes - _data];
        ReadAt(_data, bytes);
        _resident = bytes;
    }

    /// <summary>Gives the memory back.</summary>
    /// <returns>Its bytes.</returns>
    public long Release()
    {
        var bytes = _resident is null ? 0 : Facts.Bytes;
        _resident = null;
        return bytes;
    }

    /// <summary>How long an answer is; 1 where all are alike.</summary>
    public int LengthOf(int row) => _places is null ? 1 : (int)(_places[row + 1] - _places[row]);

    /// <summary>Reads a value of an answer; allocates nothing.</summary>
    /// <param name="value">Its place among the layout's values.</param>
    /// <param name="row">The answer's place in the file.</param>
    /// <param name="numbers">Room for all of it.</param>
    /// <param name="scratch">Room for its bytes.</param>
    /// <exception cref="DecantException">The file was changed after it was opened, or the answer is not finite.</exception>
    public void Read(int value, int row, Span<float> numbers, Span<byte> scratch)
    {
        var stored = Layout.Values[value];
        var varies = stored.Value.Length is not null;
        var (first, places) = varies ? (_places![row], LengthOf(row)) : (row, 1);
        var filled = 0;
        for (var part = 0; part < _begins[value].Length; part++)
        {
            var bytes = stored.Codec.Parts[part].Bytes;
            var to = scratch.Slice(filled, places * bytes);
            var begin = _begins[value][part] + (first * bytes);
            if (_resident is { } resident)
            {
                resident.AsSpan((int)(begin - _data), to.Length).CopyTo(to);
            }
            else
            {
                ReadAt(begin, to);
            }

            filled += to.Length;
        }

        var decoded = numbers[..(places * stored.Codec.Width)];
        stored.Codec.Decode(scratch[..filled], places, decoded);
        if (!FiniteNumbers.Are(decoded))
        {
            throw Damaged($"the answer to sample {Samples[row]} is not finite");
        }
    }

    /// <summary>All bytes of a tensor.</summary>
    public byte[] Bytes(string tensor)
    {
        var entry = _entries[tensor];
        var bytes = new byte[entry.End - entry.Begin];
        ReadAt(_data + entry.Begin, bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private void ReadAt(long place, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(_handle, bytes, place);
            if (read == 0)
            {
                throw Damaged("it was cut short after it was opened");
            }

            bytes = bytes[read..];
            place += read;
        }
    }

    private void CheckSum()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new byte[1 << 20];
        for (long place = 0; place < Facts.Bytes; )
        {
            var next = bytes.AsSpan(0, (int)Math.Min(bytes.Length, Facts.Bytes - place));
            ReadAt(place, next);
            hash.AppendData(next);
            place += next.Length;
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) is var sum && sum != Facts.Sha256)
        {
            throw Damaged($"its checksum is {sum[..12]}…, the manifest says {Facts.Sha256[..Math.Min(12, Facts.Sha256.Length)]}…");
        }
    }

    private Dictionary<string, SafetensorsEntry> Entries(byte[] header)
    {
        try
        {
            return SafetensorsHeader.Read(header).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        }
        catch (DecantException problem)
        {
            throw Damaged(problem.Message.TrimEnd('.'), problem);
        }
    }

    private T[] Numbers<T>(StoredPart part)
        where T : unmanaged
    {
        Check(part, Facts.Answers);
        return [.. MemoryMarshal.Cast<byte, T>(Bytes(part.Name))];
    }

    private long Begin(StoreLayoutValue value, StoredPart part)
    {
        Check(part, value.Value.Length is null ? Answers : _places![^1]);
        return _data + _entries[part.Name].Begin;
    }

    private void Check(StoredPart part, long rows)
    {
        var bytes = rows * part.Bytes;
        if (
            !_entries.TryGetValue(part.Name, out var entry)
            || entry.ElementName != part.Element.Name
            || entry.End - entry.Begin != bytes
            || _data + entry.End > Facts.Bytes
        )
        {
            throw Damaged($"expected a tensor '{part.Name}' of {part.Element.Name} with {bytes} bytes");
        }
    }

    private long[] Ends(int[] lengths)
    {
        var ends = new long[lengths.Length + 1];
        for (var i = 0; i < lengths.Length; i++)
        {
            ends[i + 1] = ends[i] + (lengths[i] >= 0 ? lengths[i] : throw Damaged("an answer has a length below 0"));
        }

        return ends;
    }

    private DecantException Damaged(string what, Exception? cause = null)
    {
        var message = $"Store, shard {_path}: {what}. Make what is missing anew with decant store repair.";
        return cause is null ? new DecantException(message) : new DecantException(message, cause);
    }
}
