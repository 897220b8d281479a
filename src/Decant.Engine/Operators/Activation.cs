namespace Decant.Engine.Operators;

/// <summary>A function that is applied to an operator's result before it is written; fusing sets it, files never hold it.</summary>
public enum Activation
{
    /// <summary>The result as it is.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,
}
