namespace Decant.Engine.Kernels;

/// <summary>What surrounds a padded tensor.</summary>
internal enum PadMode
{
    /// <summary>One value everywhere.</summary>
    Constant,

    /// <summary>The tensor mirrored at its edge element: 2 1 [0 1 2] 1 0.</summary>
    Reflect,

    /// <summary>The edge element: 0 0 [0 1 2] 2 2.</summary>
    Edge,

    /// <summary>The tensor again from its other end: 1 2 [0 1 2] 0 1.</summary>
    Wrap,
}
