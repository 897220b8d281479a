using Decant.Data.Fields;
using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>Keeps a run of 1 to 5 words of a text alone (Tang et al. 2019, arXiv:1903.12136, n-gram sampling).</summary>
internal sealed class NGrams(double amount) : TextStep(amount)
{
    private const int Longest = 5;

    public static AugmentationKind Kind { get; } =
        new("n-grams", "probability", 0, 1, 0.25, "Keeps, with this probability, a run of 1 to 5 words of a text alone.")
        {
            Create = amount => new NGrams(amount),
            IsOfTexts = true,
        };

    public override bool Apply(ref RandomStream random, List<SampleWord> words, IWordedSamples texts)
    {
        if (random.NextSingle() >= Amount || words.Count == 0)
        {
            return false;
        }

        var length = Math.Min(1 + random.NextInt32(Longest), words.Count);
        var start = random.NextInt32(words.Count - length + 1);
        words.RemoveRange(start + length, words.Count - start - length);
        words.RemoveRange(0, start);
        return true;
    }
}
