namespace Decant.Engine.Kernels.Managed;

/// <summary>How parameters follow their gradients, element by element.</summary>
internal interface IUpdateRule<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The parameters after a step.</summary>
    /// <param name="weight">The parameters before it.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="first">What the rule remembers, changed.</param>
    /// <param name="second">What else it remembers, changed.</param>
    TLanes Step(TLanes weight, TLanes gradient, ref TLanes first, ref TLanes second);
}
