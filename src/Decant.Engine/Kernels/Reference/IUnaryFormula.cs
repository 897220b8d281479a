namespace Decant.Engine.Kernels.Reference;

/// <summary>What an element-wise operator does to one number; <see cref="Unary"/> is the loop.</summary>
internal interface IUnaryFormula<TIn, TOut>
{
    TOut Apply(TIn x);
}
