namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The convolution that both directions share, on channels-last memory: every result pixel is the sum over taps of a
/// source pixel's channels times a small matrix. The source is read in place where the window never leaves it, else
/// through padded copies of a few rows; the taps of a row then lie side by side and are one long run of steps.
/// </summary>
internal unsafe struct TapConvolution
{
    public TapAxis Rows;
    public TapAxis Columns;

    /// <summary>Images to read, N×SourceH×SourceW×SourceStride, from the group's first channel on.</summary>
    public float* Source;
    public int SourceH;
    public int SourceW;

    /// <summary>Channels that are read.</summary>
    public int Channels;

    /// <summary>Channels that a pixel has, other groups' included.</summary>
    public int SourceStride;

    /// <summary>Result pixel (n, y, x) is at Result + n·ImageStride + y·RowStride + x·PixelStride.</summary>
    public float* Result;
    public int N;
    public int H;
    public int W;

    /// <summary>Channels that are written.</summary>
    public int ResultChannels;
    public nint ImageStride;
    public nint RowStride;
    public nint PixelStride;

    /// <summary>
    /// Weight of (source channel c, result channel r, kernel row h, kernel column w) is at c·SourceWeightStride + r·ResultWeightStride +
    /// h·KernelW + w.
    /// </summary>
    public float* Weights;
    public nint SourceWeightStride;
    public nint ResultWeightStride;
    public int KernelW;

    public Epilogue Epilogue;

    /// <summary>Products in the sum of one result element.</summary>
    public readonly int Steps => Rows.Count * Columns.Count * Channels;

    /// <summary>
    /// Whether the window stays inside the source everywhere and whole quads of result pixels exist, so that nothing need be copied.
    /// </summary>
    public readonly bool InPlace =>
        Channels == SourceStride
        && W % 4 == 0
        && Rows.Count * Columns.Count > 0
        && Rows.First >= 0
        && Rows.First + Rows.Span(H) <= SourceH
        && Columns.First >= 0
        && Columns.First + Columns.Span(W) <= SourceW;

    /// <param name="pool">Threads to use.</param>
    /// <param name="prepared">Where constant weights are kept as the kernel reads them, or null.</param>
    public readonly void Run(WorkerPool pool, PreparedWeights? prepared = null)
    {
        if (N == 0 || H == 0 || W == 0 || ResultChannels == 0)
        {
            return;
        }

        if (Winograd.Fits(Rows, Columns, Channels, ResultChannels))
        {
            RunWinograd(pool, prepared);
            return;
        }

        var work = new TapConvolutionWork(this);
        work.Panels = Memory(pool, prepared, work.PanelSize * work.PanelCount, work.Kernel.Columns, out var isReady);
        if (!isReady)
        {
            var packing = new TapPanelWork(this, work.Kernel.Columns, work.Panels);
            pool.Run(ref packing, packing.Chunks);
        }

        Grid.Run(pool, work, work.Chunks);
    }

    private readonly void RunWinograd(WorkerPool pool, PreparedWeights? prepared)
    {
        var work = new WinogradConvolutionWork(this);
        work.Panels = Memory(pool, prepared, Winograd.Places * work.PanelSize * work.PanelCount, work.Kernel.Columns, out var isReady);
        if (!isReady)
        {
            var transform = new WinogradPanelWork(this, work.Kernel.Columns, work.Panels);
            Grid.Run(pool, transform, transform.Chunks);
        }

        Grid.Run(pool, work, work.Chunks);
    }

    /// <summary>The same where each channel has a kernel of its own: result channel c reads source channel c alone.</summary>
    public readonly void RunDepthwise(WorkerPool pool, PreparedWeights? prepared = null)
    {
        var weights = Memory(pool, prepared, Steps, Channels, out var isReady);
        for (var tap = 0; !isReady && tap < Rows.Count * Columns.Count; tap++)
        {
            var row = Rows.FirstKernel + (tap / Columns.Count * Rows.KernelStep);
            var column = Columns.FirstKernel + (tap % Columns.Count * Columns.KernelStep);
            for (var channel = 0; channel < Channels; channel++)
            {
                weights[(tap * Channels) + channel] = Weights[(channel * SourceWeightStride) + (row * KernelW) + column];
            }
        }

        var work = new DepthwiseWork(this, weights);
        Grid.Run(pool, work, work.Chunks);
    }

    // Memory for the weights in another order; scratch unless they are constant.
    private static float* Memory(WorkerPool pool, PreparedWeights? prepared, long floats, int order, out bool isReady)
    {
        isReady = false;
        return prepared is null ? (float*)pool.Shared(sizeof(float) * floats) : prepared.Reserve(floats, order, out isReady);
    }
}
