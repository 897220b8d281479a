namespace Decant.Tokenizers.Decoding;

/// <summary>One decoder after the other.</summary>
internal sealed class SequenceDecoder(IReadOnlyList<TextDecoder> steps) : TextDecoder
{
    public override List<string> Decode(List<string> pieces) => steps.Aggregate(pieces, (so, step) => step.Decode(so));
}
