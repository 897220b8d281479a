using Decant.Data.Fields;
using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>Leaves words out; where none would stay, the last does.</summary>
internal sealed class DropWords(double amount) : TextStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new("drop-words", "share", 0, 1, 0.1, "Leaves out this share of a text's words; one stays.")
        {
            Create = amount => new DropWords(amount),
            IsOfTexts = true,
        };

    public override bool Apply(ref RandomStream random, List<SampleWord> words, IWordedSamples texts)
    {
        var kept = 0;
        for (var place = 0; place < words.Count; place++)
        {
            var isLastHope = kept == 0 && place == words.Count - 1;
            if (random.NextSingle() >= Amount || isLastHope)
            {
                words[kept++] = words[place];
            }
        }

        var isChanged = kept < words.Count;
        words.RemoveRange(kept, words.Count - kept);
        return isChanged;
    }
}
