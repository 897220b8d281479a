using Decant.Data.Fields;
using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>One thing that is done at random to the words of a view of a text, before they become tokens.</summary>
/// <param name="amount">How strongly, in the unit that the catalogue names.</param>
internal abstract class TextStep(double amount) : CatalogueStep(amount)
{
    /// <summary>Changes the words of one text.</summary>
    /// <param name="random">The view's random numbers.</param>
    /// <param name="words">The words, changed in place; at least one stays.</param>
    /// <param name="texts">All texts, to draw words from.</param>
    /// <returns>Whether something was changed.</returns>
    public abstract bool Apply(ref RandomStream random, List<SampleWord> words, IWordedSamples texts);
}
