using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Packs the windows of result pixels into a right panel: a step is a pixel, a column a tap and a channel. Neighbouring
/// taps whose channels follow each other in memory are copied as one run.
/// </summary>
internal readonly unsafe struct TapColumns(TapAxis rows, TapAxis columns, int channels, int pixelStride, int width, int resultW)
{
    // Taps of a row follow each other when they are neighbours and a pixel holds nothing but these channels.
    private readonly int _runTaps = columns.Step == 1 && pixelStride == channels ? columns.Count : 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack<TLanes>(float** windows, int windowRows, int firstColumn, int count, int panelColumns, float* panel)
        where TLanes : struct, ILanes<TLanes>
    {
        var runLength = _runTaps * channels;
        for (var column = 0; column < count; )
        {
            var (run, inside) = Math.DivRem(firstColumn + column, runLength);
            var length = Math.Min(runLength - inside, count - column);
            var tap = run * _runTaps;
            var offset = (((nint)(tap / columns.Count) * rows.Step * width) + (tap % columns.Count * columns.Step)) * pixelStride + inside;
            var to = panel + column;
            for (var row = 0; row < windowRows; row++, to += (nint)resultW * panelColumns)
            {
                CopyPixels<TLanes>(windows[row] + offset, to, length, panelColumns);
            }

            column += length;
        }

        if (count < panelColumns)
        {
            for (var pixel = 0; pixel < windowRows * resultW; pixel++)
            {
                new Span<float>(panel + (pixel * (nint)panelColumns) + count, panelColumns - count).Clear();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CopyPixels<TLanes>(float* from, float* to, int length, int panelColumns)
        where TLanes : struct, ILanes<TLanes>
    {
        nint step = columns.Stride * pixelStride;
        var part = 0;
        for (; part <= length - TLanes.Count; part += TLanes.Count)
        {
            var source = from + part;
            var target = to + part;
            for (var pixel = resultW; pixel > 0; pixel--, source += step, target += panelColumns)
            {
                TLanes.Load(source).Store(target);
            }
        }

        if (part < length)
        {
            var source = from + part;
            var target = to + part;
            for (var pixel = resultW; pixel > 0; pixel--, source += step, target += panelColumns)
            {
                TLanes.LoadPartial(source, length - part, 0).StorePartial(target, length - part);
            }
        }
    }
}
