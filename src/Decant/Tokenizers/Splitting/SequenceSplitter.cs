using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>One splitter after the other.</summary>
internal sealed class SequenceSplitter(IReadOnlyList<TextSplitter> steps) : TextSplitter
{
    public override void Apply(TextBuffer text)
    {
        foreach (var step in steps)
        {
            step.Apply(text);
        }
    }
}
