namespace Decant.Engine.Kernels.Managed;

/// <summary>Mean of each channel's image. The axis is the pixels: [N·C, H·W, 1] in plain layout, [N, H·W, C] channels last.</summary>
internal static unsafe class GlobalAveragePool
{
    /// <summary>y = Σ x / pixels.</summary>
    public static void Run(WorkerPool pool, float* x, float* y, AlongAxis pixels)
    {
        // Filled one by one: unoptimised builds allocate for a list.
        Span<int> sizes = stackalloc int[3],
            axes = stackalloc int[1];
        (sizes[0], sizes[1], sizes[2], axes[0]) = (checked((int)pixels.Outer), pixels.Size, checked((int)pixels.Inner), 1);
        Reduce.Run(pool, default(Formulas.Mean), x, y, ReductionPlan.Over(sizes, axes));
    }

    /// <summary>dx = dy / pixels.</summary>
    public static void Gradient(WorkerPool pool, float* dy, float* dx, AlongAxis pixels)
    {
        int outer = checked((int)pixels.Outer),
            inner = checked((int)pixels.Inner);
        float count = pixels.Size;
        var nest = LoopNest.Over([outer, pixels.Size, inner]).Dense().Broadcast([outer, 1, inner]).Broadcast([1]).Collapse();
        Binary.Run(pool, default(Formulas.Div), dy, &count, dx, nest);
    }
}
