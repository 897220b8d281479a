using System.Runtime.InteropServices;
using Decant.Engine.Randomness;
using Decant.Engine.Weights;

namespace Decant.SoftTargets.Store;

/// <summary>Numbers as they are, F32 [.., width].</summary>
internal sealed class Float32Codec(string name, int width) : AnswerCodec(width)
{
    public override IReadOnlyList<StoredPart> Parts { get; } = [new(name, StoredElement.Find("F32"), width)];

    public override void Encode(ReadOnlySpan<float> numbers, int places, Span<byte> bytes, ref RandomStream random) =>
        MemoryMarshal.AsBytes(numbers).CopyTo(bytes);

    public override void Decode(ReadOnlySpan<byte> bytes, int places, Span<float> numbers) => bytes.CopyTo(MemoryMarshal.AsBytes(numbers));
}
