using Decant.Engine.Randomness;

namespace Decant.Data.Fields;

/// <summary>Samples that are made of words, which can be changed before they become tokens.</summary>
internal interface IWordedSamples
{
    /// <summary>How many texts a sample has: 1, or 2 of a pair.</summary>
    int Parts { get; }

    /// <summary>Appends the words of one text of a sample.</summary>
    /// <param name="index">The sample.</param>
    /// <param name="part">0, or 1 for the second text of a pair.</param>
    /// <param name="words">What they are added to.</param>
    void ReadWords(int index, int part, List<SampleWord> words);

    /// <summary>A word of any of the texts; of two words, the one that occurs twice as often is drawn twice as often.</summary>
    SampleWord Draw(ref RandomStream random);
}
