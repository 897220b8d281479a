using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Decant.Engine;
using Decant.Engine.Randomness;
using Decant.Engine.Weights;

namespace Decant.SoftTargets.Store;

/// <summary>Numbers rounded to 16 bits, F16 [.., width].</summary>
internal sealed class Float16Codec(string name, int width) : AnswerCodec(width)
{
    public override IReadOnlyList<StoredPart> Parts { get; } = [new(name, StoredElement.Float16, width)];

    public override void Encode(ReadOnlySpan<float> numbers, int places, Span<byte> bytes, ref RandomStream random) =>
        Round(numbers, MemoryMarshal.Cast<byte, Half>(bytes));

    public override void Decode(ReadOnlySpan<byte> bytes, int places, Span<float> numbers) =>
        Widen(MemoryMarshal.Cast<byte, Half>(bytes), numbers);

    /// <summary>Rounds to the nearest.</summary>
    /// <exception cref="DecantException">A number is too large for 16 bits.</exception>
    internal static void Round(ReadOnlySpan<float> numbers, Span<Half> halves)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            halves[i] = (Half)numbers[i];
            if (!Half.IsFinite(halves[i]))
            {
                throw new DecantException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"expected numbers from −65504 to 65504 for f16, received {numbers[i]}. Store f32 (soft-targets.numbers)."
                    )
                );
            }
        }
    }

    /// <summary>Widens finite numbers, many at once.</summary>
    internal static void Widen(ReadOnlySpan<Half> halves, Span<float> numbers)
    {
        var from = MemoryMarshal.Cast<Half, ushort>(halves);
        var i = 0;
        for (; i <= halves.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(from[i..]), out var low, out var high);
            Widen(low).CopyTo(numbers[i..]);
            Widen(high).CopyTo(numbers[(i + Vector<uint>.Count)..]);
        }

        for (; i < halves.Length; i++)
        {
            numbers[i] = (float)halves[i];
        }
    }

    // Exponent and digits lie 13 bits higher in 32 bits, and the exponent counts from 127 in place of 15: the number is 2^112 times too
    // small, a subnormal one too.
    private static Vector<float> Widen(Vector<uint> bits)
    {
        var size = Vector.AsVectorSingle((bits & new Vector<uint>(0x7fff)) << 13) * new Vector<float>(5.192296858534828e33f);
        return Vector.AsVectorSingle(Vector.AsVectorUInt32(size) | ((bits & new Vector<uint>(0x8000)) << 16));
    }
}
