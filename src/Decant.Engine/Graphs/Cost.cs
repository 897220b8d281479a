namespace Decant.Engine.Graphs;

/// <summary>What one run of an operator costs at given sizes.</summary>
/// <param name="Flops">Floating-point operations; a multiply-add counts as two.</param>
/// <param name="Bytes">Bytes read and written if every operand crosses the memory once.</param>
internal readonly record struct Cost(double Flops, double Bytes)
{
    /// <summary>Both costs together.</summary>
    public static Cost operator +(Cost left, Cost right) => new(left.Flops + right.Flops, left.Bytes + right.Bytes);
}
