using System.Globalization;
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

    internal static void Widen(ReadOnlySpan<Half> halves, Span<float> numbers)
    {
        for (var i = 0; i < halves.Length; i++)
        {
            numbers[i] = (float)halves[i];
        }
    }
}
