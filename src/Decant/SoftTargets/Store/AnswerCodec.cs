using Decant.Engine.Randomness;

namespace Decant.SoftTargets.Store;

/// <summary>
/// Answers as bytes and back. The bytes of an answer are its parts, one after the other, each for all places: an answer has one place, or
/// of what varies in length as many as it is long.
/// </summary>
/// <param name="width">Numbers of one place.</param>
internal abstract class AnswerCodec(int width)
{
    /// <summary>Numbers of one place.</summary>
    public int Width => width;

    /// <summary>The tensors that it writes.</summary>
    public abstract IReadOnlyList<StoredPart> Parts { get; }

    /// <summary>Bytes of one place.</summary>
    public int PlaceBytes => _placeBytes ??= Parts.Sum(part => part.Bytes);

    private int? _placeBytes;

    /// <summary>Writes an answer.</summary>
    /// <param name="numbers">[places, <see cref="Width"/>], all finite.</param>
    /// <param name="places">Places.</param>
    /// <param name="bytes">Room for all parts.</param>
    /// <param name="random">What is drawn at random comes from it.</param>
    public abstract void Encode(ReadOnlySpan<float> numbers, int places, Span<byte> bytes, ref RandomStream random);

    /// <summary>Reads an answer; allocates nothing.</summary>
    /// <param name="bytes">What <see cref="Encode"/> wrote.</param>
    /// <param name="places">Places.</param>
    /// <param name="numbers">[places, <see cref="Width"/>].</param>
    public abstract void Decode(ReadOnlySpan<byte> bytes, int places, Span<float> numbers);

    /// <summary>The codec of an encoding.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="name">The value's name in the file.</param>
    /// <param name="width">Numbers of one place.</param>
    /// <param name="isAnswer">Whether it is the answer; values inside the teacher have no classes to choose.</param>
    public static AnswerCodec Of(AnswerEncoding encoding, string name, int width, bool isAnswer) =>
        isAnswer && encoding.Draws is { } draws ? new DrawnClassesCodec(name, width, draws, encoding.Temperature)
        : isAnswer && encoding.Top is { } top
            ? new TopClassesCodec(name, width, top, encoding.Temperature, encoding.Numbers == StoredNumbers.F32)
        : encoding.Numbers switch
        {
            StoredNumbers.F32 => new Float32Codec(name, width),
            StoredNumbers.F16 => new Float16Codec(name, width),
            _ => new ByteCodec(name, width),
        };
}
