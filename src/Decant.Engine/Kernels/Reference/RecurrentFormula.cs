using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>A function inside a recurrent cell and its derivative.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Alpha">Its α, where it has one.</param>
/// <param name="Beta">Its β, where it has one.</param>
/// <param name="Clip">What it reads is kept between −Clip and Clip; 0 for no bound.</param>
internal readonly record struct RecurrentFormula(RecurrentKind Kind, double Alpha, double Beta, double Clip)
{
    /// <summary>y = f(x).</summary>
    public T Value<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b, clip) = (T.CreateTruncating(Alpha), T.CreateTruncating(Beta), T.CreateTruncating(Clip));
        x = Clip > 0 ? T.Clamp(x, -clip, clip) : x;
        return Kind switch
        {
            RecurrentKind.Affine => (a * x) + b,
            RecurrentKind.Elu => x < T.Zero ? a * T.ExpM1(x) : x,
            RecurrentKind.HardSigmoid => T.Clamp((a * x) + b, T.Zero, T.One),
            RecurrentKind.LeakyRelu => x < T.Zero ? a * x : x,
            RecurrentKind.Relu => x < T.Zero ? T.Zero : x,
            RecurrentKind.ScaledTanh => a * T.Tanh(b * x),
            RecurrentKind.Sigmoid => T.One / (T.One + T.Exp(-x)),
            RecurrentKind.Softplus => T.Max(x, T.Zero) + T.LogP1(T.Exp(-T.Abs(x))),
            RecurrentKind.Softsign => x / (T.One + T.Abs(x)),
            RecurrentKind.Tanh => T.Tanh(x),
            _ => x > a ? x : T.Zero,
        };
    }

    /// <summary>dy/dx; 0 where x was clipped.</summary>
    public T Slope<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (T.CreateTruncating(Alpha), T.CreateTruncating(Beta));
        if (Clip > 0 && T.Abs(x) > T.CreateTruncating(Clip))
        {
            return T.Zero;
        }

        var y = Value(x);
        return Kind switch
        {
            RecurrentKind.Affine => a,
            RecurrentKind.Elu => x < T.Zero ? y + a : T.One,
            RecurrentKind.HardSigmoid => y > T.Zero && y < T.One ? a : T.Zero,
            RecurrentKind.LeakyRelu => x < T.Zero ? a : T.One,
            RecurrentKind.Relu => x > T.Zero ? T.One : T.Zero,
            RecurrentKind.ScaledTanh => a * b * (T.One - (y / a * (y / a))),
            RecurrentKind.Sigmoid => y * (T.One - y),
            RecurrentKind.Softplus => T.One / (T.One + T.Exp(-x)),
            RecurrentKind.Softsign => (T.One - T.Abs(y)) * (T.One - T.Abs(y)),
            RecurrentKind.Tanh => T.One - (y * y),
            _ => x > a ? T.One : T.Zero,
        };
    }
}
