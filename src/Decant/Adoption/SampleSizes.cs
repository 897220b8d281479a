using Decant.Engine.Graphs;

namespace Decant.Adoption;

/// <summary>
/// What sizes that a file only names are for the samples of a data set: <c>[batch, 3, height, width]</c> for images [3, 32, 32] has height
/// = width = 32.
/// </summary>
internal static class SampleSizes
{
    /// <summary>A number for each name after the batch; none where the samples do not fit.</summary>
    /// <param name="inputs">The inputs of the file, with their shapes.</param>
    /// <param name="sample">Sizes of one sample.</param>
    public static IReadOnlyDictionary<string, int> Of(IReadOnlyList<(string Name, Shape Shape)> inputs, IReadOnlyList<int> sample)
    {
        var sizes = new Dictionary<string, int>();
        if (inputs is not [var input] || input.Shape.Rank != sample.Count + 1)
        {
            return sizes;
        }

        foreach (var (size, number) in input.Shape.Skip(1).Zip(sample))
        {
            if (
                size.IsStatic
                    ? size.Factor != number
                    : size.Factor != 1 || size == input.Shape[0] || sizes.GetValueOrDefault(size.Symbols, number) != number
            )
            {
                return new Dictionary<string, int>();
            }

            if (!size.IsStatic)
            {
                sizes[size.Symbols] = number;
            }
        }

        return sizes;
    }
}
