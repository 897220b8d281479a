using Decant.Data.Fields;
using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>Hides words: each becomes the tokenizer's mask with one probability (Tang et al. 2019, arXiv:1903.12136, masking).</summary>
internal sealed class MaskWords(double amount) : TextStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new(
            "mask-words",
            "share",
            0,
            1,
            0.1,
            "Hides this share of a text's words: each becomes the tokenizer's mask, or its unknown piece where it has no mask."
        )
        {
            Create = amount => new MaskWords(amount),
            IsOfTexts = true,
        };

    public override bool Apply(ref RandomStream random, List<SampleWord> words, IWordedSamples texts)
    {
        var isChanged = false;
        for (var place = 0; place < words.Count; place++)
        {
            if (random.NextSingle() < Amount)
            {
                words[place] = words[place].Hidden;
                isChanged = true;
            }
        }

        return isChanged;
    }
}
