using System.Buffers.Binary;
using System.Security.Cryptography;
using Decant.Engine;
using Decant.Engine.Weights.Safetensors;

namespace Decant.SoftTargets.Store;

/// <summary>The answers of one shard on their way to the disk.</summary>
/// <param name="layout">Which tensors there are.</param>
/// <param name="number">The shard's number.</param>
/// <param name="view">The view of all its answers.</param>
internal sealed class ShardBuffer(StoreLayout layout, int number, int view)
{
    private readonly MemoryStream _samples = new(),
        _views = new(),
        _lengths = new();
    private readonly MemoryStream[][] _parts =
    [
        .. layout.Values.Select(value => value.Codec.Parts.Select(_ => new MemoryStream()).ToArray()),
    ];

    /// <summary>The shard's number.</summary>
    public int Number => number;

    /// <summary>The view of all its answers.</summary>
    public int View => view;

    /// <summary>Answers so far.</summary>
    public int Answers { get; private set; }

    /// <summary>Labels that the answers agree with.</summary>
    public long Right { get; set; }

    /// <summary>Labels that were compared.</summary>
    public long Counted { get; set; }

    /// <summary>Seconds that the teacher took.</summary>
    public double Seconds { get; set; }

    /// <summary>Says whose the next answer is; then all its values are added.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="length">How long the answer is, where that varies.</param>
    public void Begin(int sample, int length)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(number, sample);
        _samples.Write(number);
        BinaryPrimitives.WriteInt32LittleEndian(number, length);
        _lengths.Write(number);
        BinaryPrimitives.WriteInt16LittleEndian(number, (short)view);
        _views.Write(number[..sizeof(short)]);
        Answers++;
    }

    /// <summary>Adds a value of the answer that was begun.</summary>
    /// <param name="value">Its place among the layout's values.</param>
    /// <param name="bytes">Its parts, one after the other.</param>
    /// <param name="places">Places of each part.</param>
    public void Add(int value, ReadOnlySpan<byte> bytes, int places)
    {
        foreach (var (place, part) in layout.Values[value].Codec.Parts.Index())
        {
            _parts[value][place].Write(bytes[..(places * part.Bytes)]);
            bytes = bytes[(places * part.Bytes)..];
        }
    }

    /// <summary>Takes over what a file has, byte for byte.</summary>
    public void Take(ShardFile file, StoreShard facts)
    {
        Copy(file.Bytes(StoreLayout.Sample.Name), _samples);
        Copy(file.Bytes(StoreLayout.View.Name), _views);
        _lengths.Write(layout.Varies ? file.Bytes(StoreLayout.Length.Name) : new byte[sizeof(int) * file.Answers]);
        foreach (var (place, value) in layout.Values.Index())
        {
            foreach (var (part, stored) in value.Codec.Parts.Index())
            {
                Copy(file.Bytes(stored.Name), _parts[place][part]);
            }
        }

        (Answers, Right, Counted, Seconds) = (file.Answers, facts.Right, facts.Counted, facts.Seconds);

        static void Copy(byte[] bytes, MemoryStream stream) => stream.Write(bytes);
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <returns>What the manifest says of it.</returns>
    /// <exception cref="DecantException">The folder cannot be written or the disk is full.</exception>
    public StoreShard Write(string folder)
    {
        List<SafetensorsPart> parts = [Part(StoreLayout.Sample, _samples, isFlat: true), Part(StoreLayout.View, _views, isFlat: true)];
        if (layout.Varies)
        {
            parts.Add(Part(StoreLayout.Length, _lengths, isFlat: true));
        }

        foreach (var (place, value) in layout.Values.Index())
        {
            parts.AddRange(value.Codec.Parts.Select((part, i) => Part(part, _parts[place][i], isFlat: false)));
        }

        var name = StoreShard.NameOf(number, Answers);
        var path = Path.Combine(folder, name);
        // Wide numbers first, so that each lies where a machine can load it.
        AtomicFile.Write(path, stream =>
            SafetensorsWriter.Write(
                stream,
                [.. parts.OrderByDescending(part => Weights(part.ElementName))],
                new Dictionary<string, string> { ["format"] = "decant answers" }
            )
        );
        using var written = File.OpenRead(path);
        return new StoreShard
        {
            File = name,
            Number = number,
            View = view,
            Answers = Answers,
            Bytes = written.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(written)),
            Right = Right,
            Counted = Counted,
            Seconds = Seconds,
        };
    }

    private static int Weights(string element) => Engine.Weights.StoredElement.Find(element).Width;

    private static SafetensorsPart Part(StoredPart part, MemoryStream numbers, bool isFlat)
    {
        var rows = checked((int)(numbers.Length / part.Bytes));
        return new SafetensorsPart(part.Name, part.Element.Name, isFlat ? [rows] : [rows, part.Count], numbers.Length, stream =>
            numbers.WriteTo(stream)
        );
    }
}
