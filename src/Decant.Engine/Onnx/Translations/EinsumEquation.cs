namespace Decant.Engine.Onnx.Translations;

/// <summary>The letters of an Einsum, the axes after '...' as letters of their own.</summary>
/// <param name="Inputs">The letters of every operand.</param>
/// <param name="Output">The letters of the result.</param>
internal sealed record EinsumEquation(IReadOnlyList<string> Inputs, string Output)
{
    // Private letters for the axes of an ellipsis, right-aligned: the last axis has the first letter.
    private const char FirstHidden = '\uE000';

    /// <summary>The letters of the result, then those that are summed.</summary>
    public string All => Output + string.Concat(string.Concat(Inputs).Distinct().Except(Output));

    /// <summary>
    /// Reads an equation such as <c>bij,bjk->bik</c>; without an arrow the result has the letters that occur once, in alphabetical order.
    /// </summary>
    /// <param name="text">The equation.</param>
    /// <param name="ranks">Number of axes of every operand.</param>
    /// <exception cref="DecantException">Letters and axes do not fit.</exception>
    public static EinsumEquation Parse(string text, IReadOnlyList<int> ranks)
    {
        var sides = text.Replace(" ", "", StringComparison.Ordinal).Split("->");
        var terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != ranks.Count)
        {
            throw new DecantException($"expected an equation for {ranks.Count} operands, received '{text}'.");
        }

        var hidden = terms
            .Zip(ranks, (term, rank) => term.Contains("...", StringComparison.Ordinal) ? rank - (term.Length - 3) : 0)
            .DefaultIfEmpty(0)
            .Max();
        var inputs = terms.Zip(ranks, (term, rank) => Expand(term, rank - (term.Length - 3))).ToArray();
        if (inputs.Zip(ranks).FirstOrDefault(pair => pair.First.Length != pair.Second) is { First: not null } wrong)
        {
            throw new DecantException($"the letters of '{text}' do not fit an operand of {wrong.Second} axes.");
        }

        var output =
            sides.Length == 2
                ? Expand(sides[1], hidden)
                : Letters(hidden)
                    + string.Concat(
                        string.Concat(inputs)
                            .Where(letter => letter < FirstHidden)
                            .GroupBy(letter => letter)
                            .Where(group => group.Count() == 1)
                            .Select(group => group.Key)
                            .Order()
                    );
        return new(inputs, output);
    }

    private static string Expand(string term, int count) => term.Replace("...", Letters(Math.Max(0, count)), StringComparison.Ordinal);

    private static string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(i => (char)(FirstHidden + count - 1 - i)));
}
