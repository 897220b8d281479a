using System.Runtime.InteropServices;
using Decant.Engine.Randomness;
using Decant.Engine.Weights;

namespace Decant.SoftTargets.Store;

/// <summary>
/// Numbers as bytes, U8 [.., width], x = lowest + step·byte, with lowest and step = (largest − lowest)/255 in F32 [.., 2]: no number is
/// wrong by more than half a step.
/// </summary>
internal sealed class ByteCodec(string name, int width) : AnswerCodec(width)
{
    private const int Steps = 255;

    public override IReadOnlyList<StoredPart> Parts { get; } =
    [new($"{name}.range", StoredElement.Find("F32"), 2), new(name, StoredElement.UInt8, width)];

    public override void Encode(ReadOnlySpan<float> numbers, int places, Span<byte> bytes, ref RandomStream random)
    {
        var ranges = MemoryMarshal.Cast<byte, float>(bytes[..(places * Parts[0].Bytes)]);
        var rows = bytes[(places * Parts[0].Bytes)..];
        for (var place = 0; place < places; place++)
        {
            var row = numbers.Slice(place * Width, Width);
            var (lowest, largest) = (float.PositiveInfinity, float.NegativeInfinity);
            foreach (var number in row)
            {
                (lowest, largest) = (Math.Min(lowest, number), Math.Max(largest, number));
            }

            var step = (float)(((double)largest - lowest) / Steps);
            (ranges[2 * place], ranges[(2 * place) + 1]) = (lowest, step);
            for (var i = 0; i < Width; i++)
            {
                rows[(place * Width) + i] = step > 0 ? (byte)Math.Clamp(Math.Round(((double)row[i] - lowest) / step), 0, Steps) : (byte)0;
            }
        }
    }

    public override void Decode(ReadOnlySpan<byte> bytes, int places, Span<float> numbers)
    {
        var ranges = MemoryMarshal.Cast<byte, float>(bytes[..(places * Parts[0].Bytes)]);
        var rows = bytes[(places * Parts[0].Bytes)..];
        for (var place = 0; place < places; place++)
        {
            var (lowest, step) = (ranges[2 * place], ranges[(2 * place) + 1]);
            var row = numbers.Slice(place * Width, Width);
            var from = rows.Slice(place * Width, Width);
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = lowest + (step * from[i]);
            }
        }
    }
}
