namespace Decant.Engine.Operators;

/// <summary>What happens where an update meets an element.</summary>
public enum ScatterReduction
{
    /// <summary>The update takes its place; the last of several stays.</summary>
    None,

    /// <summary>They are added.</summary>
    Add,

    /// <summary>They are multiplied.</summary>
    Mul,

    /// <summary>The larger stays.</summary>
    Max,

    /// <summary>The smaller stays.</summary>
    Min,
}
