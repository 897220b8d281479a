using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels;

/// <summary>How far a loop nest is: the position along each axis and, from that, each operand's element.</summary>
internal struct LoopCursor
{
    /// <summary>Position along each axis; the innermost one stays 0.</summary>
    public AxisSizes Position;

    /// <summary>First element of the current row, per operand.</summary>
    public OperandOffsets Offset;
}

/// <summary>One offset per operand of a loop nest, counted in elements.</summary>
[InlineArray(LoopNest.MaxOperands)]
internal struct OperandOffsets
{
    private long _first;
}
