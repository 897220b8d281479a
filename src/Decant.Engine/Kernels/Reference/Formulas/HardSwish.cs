using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = x·min(max(x/6 + ½, 0), 1). Howard et al. 2019, arXiv:1905.02244.</summary>
internal readonly struct HardSwish<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => x * T.Min(T.Max((x / T.CreateChecked(6)) + T.CreateChecked(0.5), T.Zero), T.One);
}

/// <summary>dx = dy·(x/3 + ½) where −3 ≤ x ≤ 3, dy above, 0 below.</summary>
internal readonly struct HardSwishGradient<T> : IBinaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T dy, T x)
    {
        var three = T.CreateChecked(3);
        return x < -three ? T.Zero * dy
            : x > three ? dy
            : dy * ((x / three) + T.CreateChecked(0.5));
    }
}
