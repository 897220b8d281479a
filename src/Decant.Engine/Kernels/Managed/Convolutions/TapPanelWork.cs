using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Brings the weights of a convolution into the order in which its micro-kernel reads them: panels of result channels,
/// in each the taps row by row, in each tap the source channels. One chunk is one tap of one panel.
/// </summary>
internal unsafe struct TapPanelWork(TapConvolution convolution, int panelColumns, float* panels) : IChunkedWork
{
    private readonly int Taps => convolution.Rows.Count * convolution.Columns.Count;

    public readonly int Chunks => Taps * MatrixBlocking.Divide(convolution.ResultChannels, panelColumns);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run(int chunk)
    {
        var (panel, tap) = (chunk / Taps, chunk % Taps);
        var (rows, columns) = (convolution.Rows, convolution.Columns);
        var kernelRow = rows.FirstKernel + (tap / columns.Count * rows.KernelStep);
        var kernelColumn = columns.FirstKernel + (tap % columns.Count * columns.KernelStep);
        var from =
            convolution.Weights
            + (kernelRow * convolution.KernelW)
            + kernelColumn
            + (panel * panelColumns * convolution.ResultWeightStride);
        var to = panels + (((nint)panel * convolution.Steps) + (tap * convolution.Channels)) * panelColumns;
        var count = Math.Min(panelColumns, convolution.ResultChannels - (panel * panelColumns));
        for (var channel = 0; channel < convolution.Channels; channel++, from += convolution.SourceWeightStride, to += panelColumns)
        {
            for (var column = 0; column < count; column++)
            {
                to[column] = from[column * convolution.ResultWeightStride];
            }

            new Span<float>(to + count, panelColumns - count).Clear();
        }
    }
}
