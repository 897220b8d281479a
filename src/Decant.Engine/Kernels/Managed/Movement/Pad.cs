namespace Decant.Engine.Kernels.Managed;

/// <summary>A larger tensor around a tensor; negative padding cuts.</summary>
internal static unsafe class Pad
{
    /// <summary>Pads along every axis with a constant: filled first, then the inside is copied.</summary>
    /// <param name="pool">Threads.</param>
    /// <param name="x">Source.</param>
    /// <param name="y">Target.</param>
    /// <param name="sizes">Shape of x.</param>
    /// <param name="begins">Elements put before x along each axis; negative cuts.</param>
    /// <param name="targetSizes">Shape of y.</param>
    /// <param name="value">What surrounds the tensor.</param>
    public static void Run(
        WorkerPool pool,
        float* x,
        float* y,
        ReadOnlySpan<int> sizes,
        ReadOnlySpan<int> begins,
        ReadOnlySpan<int> targetSizes,
        float value
    )
    {
        Move.Run(pool, &value, y, sizeof(float), MovePlan.Expand([], targetSizes));
        Move.Run(pool, x, y, sizeof(float), MovePlan.Pad(sizes, begins, targetSizes));
    }
}
