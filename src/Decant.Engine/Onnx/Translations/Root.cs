using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// The root at the end of a norm. Its slope at 0 is taken as 0, as PyTorch does: a vector of zeros then gets no gradient, where the chain
/// rule alone gives ∞·0.
/// </summary>
internal static class Root
{
    /// <summary>√x of numbers from 0 on.</summary>
    public static Value Of(Value x) => Of(x, positive => positive.Sqrt());

    /// <summary>x^(1/p) of numbers from 0 on.</summary>
    public static Value Of(Value x, double p) => p == 1 ? x : Of(x, positive => positive.Pow(1 / p));

    private static Value Of(Value x, Func<Value, Value> root)
    {
        var isZero = x.IsEqualTo(x.Constant(0));
        return isZero.Where(x, root(isZero.Where(x.Constant(1), x)));
    }
}
