using Decant.Engine;

namespace Decant.Tokenizers.Learning;

/// <summary>Whether a vocabulary can be learnt at all.</summary>
internal static class VocabularySize
{
    private const int Most = 1_000_000;

    /// <param name="size">The size that is asked for.</param>
    /// <param name="least">The fewest pieces that such a vocabulary has.</param>
    public static void Check(int size, int least)
    {
        if (size < least || size > Most)
        {
            throw new DecantException(
                $"Training a vocabulary: its size should be from {least} to {Most}, but is {size}. Ask for some thousand pieces; 8000 suit small students."
            );
        }
    }

    public static void CheckWords(int words)
    {
        if (words == 0)
        {
            throw new DecantException(
                "Training a vocabulary: texts with words were expected, but there is no word in them. Name data with text in its text column."
            );
        }
    }
}
