using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students.Texts;

/// <summary>
/// The vectors of neighbours at each place of a text, whose length is not known before the graph runs: rows picked by place + distance, and
/// zeros where there is none.
/// </summary>
/// <param name="text">The texts.</param>
/// <param name="vectors">[N, T, D], 0 after a text's end.</param>
internal sealed class ShiftedTokens(TextInput text, Value vectors)
{
    private readonly Dictionary<int, Value> _shifted = new() { [0] = vectors };
    private Value? _last;

    /// <summary>The vectors of the tokens around each, side by side: [N, T, width·D].</summary>
    /// <param name="width">Tokens of a window; of an even number one more lies after the token than before.</param>
    public Value Windows(int width)
    {
        Value[] all = [.. Enumerable.Range(-((width - 1) / 2), width).Select(At)];
        return width == 1 ? all[0] : all.Concat(2);
    }

    // [N, T, D]: of place t the vector of t + distance.
    private Value At(int distance)
    {
        if (_shifted.TryGetValue(distance, out var known))
        {
            return known;
        }

        var wanted = text.Places + distance;
        var picked = distance < 0 ? wanted.Max(wanted.Constant(0)) : wanted.Min(Last);
        // 1 where the place exists.
        var exists = picked.IsEqualTo(wanted).Cast(vectors.Type).Unsqueeze(1);
        return _shifted[distance] = vectors.Gather(picked.Cast(ElementType.Int64), 1) * exists;
    }

    // The last place, T − 1, a scalar.
    private Value Last => _last ??= text.Places.ReduceMax();
}
