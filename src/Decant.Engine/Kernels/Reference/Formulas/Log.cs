using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = ln x.</summary>
internal readonly struct Log<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Log(x);
}
