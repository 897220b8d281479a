namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// What an element-wise operator does to two numbers; <see cref="Binary"/> is the loop. Gradients of unary operators are of this kind too:
/// the incoming gradient and the saved x or y.
/// </summary>
internal interface IBinaryFormula<TIn, TOut>
{
    TOut Apply(TIn a, TIn b);
}
