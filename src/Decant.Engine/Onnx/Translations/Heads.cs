using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>The heads of attention: from features [B, T, heads·D] to [B, heads, T, D] and back.</summary>
internal static class Heads
{
    /// <summary>From [B, T, heads·D] to [B, heads, T, D].</summary>
    /// <exception cref="DecantException">The heads do not divide the last axis.</exception>
    public static Value Split(Value x, long heads)
    {
        var size =
            x.Shape.Rank == 3 && heads is > 0 and <= int.MaxValue && x.Shape[2].Size % heads == 0
                ? (int)(x.Shape[2].Size / heads)
                : throw new DecantException($"expected [B, T, heads·D] of {heads} heads, received {x}.");
        return x.Reshape(new Shape(x.Shape[0], x.Shape[1], (int)heads, size)).Transpose(0, 2, 1, 3);
    }

    /// <summary>From [B, heads, T, D] to [B, T, heads·D].</summary>
    public static Value Merged(Value x) => x.Transpose(0, 2, 1, 3).Reshape(new Shape(x.Shape[0], x.Shape[2], x.Shape[1] * x.Shape[3]));

    /// <summary>Every head as often as there are query heads for each, next to each other: [B, heads, …] becomes [B, wanted, …].</summary>
    /// <exception cref="DecantException">The wanted number is no multiple.</exception>
    public static Value Repeated(Value x, Dimension wanted)
    {
        var times = wanted.DividedBy(x.Shape[1]) is { IsStatic: true } quotient
            ? quotient.Size
            : throw new DecantException($"the heads of {x} do not divide the {wanted} heads of the queries.");
        return times == 1
            ? x
            : x.Unsqueeze(2)
                .BroadcastTo(new Shape([x.Shape[0], x.Shape[1], times, .. x.Shape.Skip(2)]))
                .Reshape(new Shape([x.Shape[0], wanted, .. x.Shape.Skip(2)]));
    }
}
