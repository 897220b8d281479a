using Decant.Engine.Randomness;

namespace Decant.Data.Fields;

/// <summary>What changes the words of texts while they are read.</summary>
internal interface IWordChange
{
    /// <summary>Changes the words of a sample.</summary>
    /// <param name="texts">Whose sample.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="random">Random numbers of this view.</param>
    /// <returns>The words of each text of the sample, until the thread asks again; nothing where none was changed.</returns>
    ReadOnlySpan<List<SampleWord>> Of(IWordedSamples texts, int index, RandomStream random);
}
