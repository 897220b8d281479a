namespace Decant.Data.Texts;

/// <summary>What is known of samples that are texts: how networks read them, and the texts themselves.</summary>
/// <param name="readings">How networks read them; the student's first, then that of a teacher with a tokenizer of its own.</param>
/// <param name="count">How many samples there are.</param>
/// <param name="text">The text of a sample, by its index.</param>
internal sealed class TextFacts(IReadOnlyList<TextReading> readings, int count, Func<int, SampleText> text)
{
    /// <summary>How networks read them; the student's first, then that of a teacher with a tokenizer of its own.</summary>
    public IReadOnlyList<TextReading> Readings => readings;

    /// <summary>How the student reads them.</summary>
    public TextReading Student => readings[0];

    /// <summary>How the teacher reads them: with a tokenizer of its own, or as the student.</summary>
    public TextReading Teacher => readings[^1];

    /// <summary>How many samples there are.</summary>
    public int Count => count;

    /// <summary>The text of a sample.</summary>
    public SampleText this[int index] => text(index);

    /// <summary>How many texts do not fit into a reading and were cut.</summary>
    /// <param name="reading">Its place among <see cref="Readings"/>.</param>
    public int CountCut(int reading) => Enumerable.Range(0, count).Count(index => text(index).Cut[reading] > 0);

    /// <summary>Those of some of the samples, in an order of their own.</summary>
    public TextFacts Of(IReadOnlyList<int> chosen) => new(readings, chosen.Count, index => text(chosen[index]));

    /// <summary>Those of several data sets, one after the other; the readings are the first's.</summary>
    public static TextFacts Join(IReadOnlyList<TextFacts> parts) => new(parts[0].Readings, parts.Sum(part => part.Count), index =>
        {
            foreach (var part in parts)
            {
                if (index < part.Count)
                {
                    return part[index];
                }

                index -= part.Count;
            }

            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {parts.Sum(part => part.Count)} texts.");
        });
}
