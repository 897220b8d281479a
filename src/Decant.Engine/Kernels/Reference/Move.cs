using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>Copies elements to other places: Transpose, Slice, Expand, Concat and Split are plans of it.</summary>
internal static unsafe class Move
{
    /// <summary>Copies; what the plan does not write stays as it is. Source and target do not overlap.</summary>
    /// <param name="source">First byte of the source.</param>
    /// <param name="target">First byte of the target.</param>
    /// <param name="elementSize">Bytes per element: 1, 2, 4 or 8.</param>
    /// <param name="plan">Which element goes where.</param>
    public static void Run(void* source, void* target, int elementSize, in MovePlan plan)
    {
        switch (elementSize)
        {
            case 1:
                Run((byte*)source, (byte*)target, plan);
                break;
            case 2:
                Run((ushort*)source, (ushort*)target, plan);
                break;
            case 4:
                Run((uint*)source, (uint*)target, plan);
                break;
            default:
                Run((ulong*)source, (ulong*)target, plan);
                break;
        }
    }

    /// <summary>Adds instead of copying.</summary>
    public static void Accumulate<T>(T* source, T* target, in MovePlan plan)
        where T : unmanaged, INumber<T>
    {
        source += plan.SourceOffset;
        target += plan.TargetOffset;
        var cursor = plan.Nest.At(0);
        for (long row = 0; row < plan.Nest.Rows; row++, plan.Nest.Next(ref cursor))
        {
            for (long i = 0; i < plan.Nest.Inner; i++)
            {
                target[cursor.Offset[0] + (i * plan.Nest.InnerStride(0))] += source[cursor.Offset[1] + (i * plan.Nest.InnerStride(1))];
            }
        }
    }

    private static void Run<T>(T* source, T* target, in MovePlan plan)
        where T : unmanaged
    {
        source += plan.SourceOffset;
        target += plan.TargetOffset;
        var cursor = plan.Nest.At(0);
        for (long row = 0; row < plan.Nest.Rows; row++, plan.Nest.Next(ref cursor))
        {
            for (long i = 0; i < plan.Nest.Inner; i++)
            {
                target[cursor.Offset[0] + (i * plan.Nest.InnerStride(0))] = source[cursor.Offset[1] + (i * plan.Nest.InnerStride(1))];
            }
        }
    }
}
