namespace Decant.Engine.Operators;

/// <summary>A function that is applied to an operator's result before it is written; fusing sets it, files never hold it.</summary>
public enum Activation
{
    /// <summary>The result as it is.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x·Φ(x), Φ the standard normal distribution; of products of matrices alone.</summary>
    Gelu,

    /// <summary>x where another value is above 0, else 0: the chain rule of ReLU; of products of matrices alone.</summary>
    ReluSlope,

    /// <summary>x·(Φ(s) + s·φ(s)) of another value s: the chain rule of GELU; of products of matrices alone.</summary>
    GeluSlope,
}
