using System.Buffers.Binary;
using System.Globalization;
using Decant.Engine;
using Decant.Runs;

namespace Decant.Reporting.TensorBoard;

/// <summary>
/// A file of scalars that TensorBoard shows: records (TFRecord) of a length in 8 bytes, its checksum in 4, the data, their checksum in 4,
/// little-endian each. Every record is in the file when it is written, so that TensorBoard shows a run while it goes on.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private readonly FileStream _file;
    private readonly TimeProvider _clock;

    /// <summary>Begins a file; another one of the same folder and second is continued, which TensorBoard reads as one.</summary>
    /// <param name="folder">Where it goes; TensorBoard takes the folder for the run.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="DecantException">The file cannot be written.</exception>
    public EventFile(string folder, TimeProvider clock)
    {
        _clock = clock;
        var now = clock.GetUtcNow();
        var path = Path.Combine(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{now.ToUnixTimeSeconds()}.decant")
        );
        try
        {
            Directory.CreateDirectory(folder);
            _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            Write(EventMessage.Begin(now));
        }
        catch (Exception failure) when (WriteFailure.IsOne(failure))
        {
            throw WriteFailure.Of($"writing {path}", failure);
        }
    }

    /// <summary>Adds the scalars of a step.</summary>
    /// <exception cref="DecantException">The file cannot be written.</exception>
    public void Add(long step, IEnumerable<NamedValue> scalars)
    {
        try
        {
            Write(EventMessage.Scalars(_clock.GetUtcNow(), step, scalars));
        }
        catch (Exception failure) when (WriteFailure.IsOne(failure))
        {
            throw WriteFailure.Of($"writing {_file.Name}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write(byte[] data)
    {
        const int length = sizeof(ulong);
        var record = new byte[length + sizeof(uint) + data.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(length), MaskedCrc.Of(record.AsSpan(0, length)));
        data.CopyTo(record, length + sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(record.Length - sizeof(uint)), MaskedCrc.Of(data));
        _file.Write(record);
    }
}
