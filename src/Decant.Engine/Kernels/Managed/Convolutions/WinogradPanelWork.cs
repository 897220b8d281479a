using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Transforms the kernels of a convolution and brings them into the order in which the micro-kernel reads them. One chunk is some source
/// channels of one panel.
/// </summary>
/// <param name="convolution">The convolution.</param>
/// <param name="panelColumns">Result channels of a panel.</param>
/// <param name="panels">Takes places × panels × source channels × columns.</param>
internal readonly unsafe struct WinogradPanelWork(in TapConvolution convolution, int panelColumns, float* panels) : ILaneWork
{
    private const int ChannelsPerChunk = 16;
    private const int Taps = 9;

    private readonly TapConvolution _c = convolution;

    private int PanelCount => MatrixBlocking.Divide(_c.ResultChannels, panelColumns);

    private int ChunksOfPanel => MatrixBlocking.Divide(_c.Channels, ChannelsPerChunk);

    public int Chunks => PanelCount * ChunksOfPanel;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var (panel, part) = Math.DivRem(chunk, ChunksOfPanel);
        var firstResult = panel * panelColumns;
        var count = Math.Min(panelColumns, _c.ResultChannels - firstResult);
        var kernels = (float*)WorkerPool.Scratch(sizeof(float) * Taps * panelColumns);
        new Span<float>(kernels, Taps * panelColumns).Clear();
        var stride = (nint)PanelCount * _c.Channels * panelColumns;
        for (var channel = part * ChannelsPerChunk; channel < Math.Min(_c.Channels, (part + 1) * ChannelsPerChunk); channel++)
        {
            var from = _c.Weights + (channel * _c.SourceWeightStride) + (firstResult * _c.ResultWeightStride);
            for (var tap = 0; tap < Taps; tap++)
            {
                var element =
                    ((_c.Rows.FirstKernel + (tap / 3 * _c.Rows.KernelStep)) * _c.KernelW)
                    + _c.Columns.FirstKernel
                    + (tap % 3 * _c.Columns.KernelStep);
                for (var result = 0; result < count; result++)
                {
                    kernels[(tap * panelColumns) + result] = from[(result * _c.ResultWeightStride) + element];
                }
            }

            var to = panels + ((((nint)panel * _c.Channels) + channel) * panelColumns);
            for (var column = 0; column < panelColumns; column += TLanes.Count)
            {
                Winograd.Kernel<TLanes>(kernels + column, panelColumns, to + column, stride);
            }
        }
    }
}
