using Decant.Data.Fields;
using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>
/// Exchanges words with words of the other texts, drawn by how often they occur there (Tang et al. 2019, arXiv:1903.12136, replace a word
/// by one of its part of speech; here by any word). Where words have a class, it comes with the new word.
/// </summary>
internal sealed class SwapWords(double amount) : TextStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new(
            "swap-words",
            "share",
            0,
            1,
            0.1,
            "Exchanges this share of a text's words with words of all texts, drawn by how often they occur."
        )
        {
            Create = amount => new SwapWords(amount),
            IsOfTexts = true,
        };

    public override bool Apply(ref RandomStream random, List<SampleWord> words, IWordedSamples texts)
    {
        var isChanged = false;
        for (var place = 0; place < words.Count; place++)
        {
            if (random.NextSingle() < Amount)
            {
                words[place] = texts.Draw(ref random);
                isChanged = true;
            }
        }

        return isChanged;
    }
}
