using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students;

/// <summary>The function between layers.</summary>
public enum Nonlinearity
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x where positive, 0.01·x elsewhere.</summary>
    LeakyRelu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1/(1 + e⁻ˣ).</summary>
    Sigmoid,
}

/// <summary>Nonlinearities as operators.</summary>
internal static class Nonlinearities
{
    /// <summary>The function applied to every element.</summary>
    public static Value Apply(this Nonlinearity function, Value x) =>
        function switch
        {
            Nonlinearity.LeakyRelu => x.LeakyRelu(),
            Nonlinearity.Tanh => x.Tanh(),
            Nonlinearity.Sigmoid => x.Sigmoid(),
            _ => x.Relu(),
        };
}
