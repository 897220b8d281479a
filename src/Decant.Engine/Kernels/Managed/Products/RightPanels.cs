using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Copies columns of a right operand into panels as wide as a micro-kernel's tile, each step's columns together; the
/// last panel ends with columns of zeros.
/// </summary>
internal readonly unsafe struct RightPanels(MatrixView source, int columns, int panelColumns, int depth)
{
    /// <summary>Floats of a panel; as many steps as <c>depth</c> fit.</summary>
    public nint PanelSize { get; } = (nint)panelColumns * depth;

    /// <summary>Packs the panels that begin at <paramref name="firstColumn"/> (a panel's first), some of the operand's steps.</summary>
    public void Pack(int firstColumn, int endColumn, int firstStep, int steps, float* panels)
    {
        for (var column = firstColumn; column < endColumn; column += panelColumns, panels += PanelSize)
        {
            var count = Math.Min(panelColumns, columns - column);
            var from = source.At(firstStep, column);
            if (source.ColumnStride == 1)
            {
                PackRows(from, count, steps, panels);
            }
            else
            {
                PackColumns(from, count, steps, panels);
            }

            if (count < panelColumns)
            {
                for (var step = 0; step < steps; step++)
                {
                    new Span<float>(panels + (step * (nint)panelColumns) + count, panelColumns - count).Clear();
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackRows(float* from, int count, int steps, float* panel)
    {
        for (var step = 0; step < steps; step++, from += source.RowStride, panel += panelColumns)
        {
            CopyRow.Run(from, panel, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackColumns(float* from, int count, int steps, float* panel)
    {
        var (rowStride, columnStride) = (source.RowStride, source.ColumnStride);
        var column = 0;
        if (rowStride == 1)
        {
            for (; column <= count - 4; column += 4)
            {
                // The next four rows of the source: each is short and far from the last.
                for (var next = column + 4; next < column + 8; next++)
                {
                    Prefetch.Run(from + (next * columnStride), steps, 0, 1);
                }

                Transpose4.Run(from + (column * columnStride), columnStride, panel + column, panelColumns, steps);
            }
        }

        for (; column < count; column++)
        {
            for (var step = 0; step < steps; step++)
            {
                panel[(step * (nint)panelColumns) + column] = from[(step * rowStride) + (column * columnStride)];
            }
        }
    }
}
