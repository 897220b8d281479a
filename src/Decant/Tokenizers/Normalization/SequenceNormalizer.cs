using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>One normaliser after the other.</summary>
internal sealed class SequenceNormalizer(IReadOnlyList<TextNormalizer> steps) : TextNormalizer
{
    public override void Apply(TextBuffer text)
    {
        foreach (var step in steps)
        {
            step.Apply(text);
        }
    }
}
