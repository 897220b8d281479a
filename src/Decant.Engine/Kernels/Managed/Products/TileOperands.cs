namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// What one call of a micro-kernel multiplies: Sums[row, column] = Σ over steps of Left[row, step]·Right[step, column].
/// The left rows come in quads, four equally spaced rows reached from one pointer, so that the same kernel reads packed
/// panels, plain matrices and the pixels of an image; steps come in segments (the rows of a convolution's window).
/// </summary>
internal unsafe struct TileOperands
{
    // A few hundred cycles of a micro-kernel: what the third cache takes to answer.
    private const int StepsAhead = 24;

    /// <summary>Most quads that a micro-kernel has.</summary>
    public const int MaxQuads = 6;

    /// <summary>First row of each quad; a kernel with fewer quads reads fewer. The first of six pointers that follow each other.</summary>
    public float* Quad0;
    public float* Quad1;
    public float* Quad2;
    public float* Quad3;
    public float* Quad4;
    public float* Quad5;

    /// <summary>Elements from a row of a quad to the next.</summary>
    public nint RowStride;

    /// <summary>Elements from a step to the next, along a left row.</summary>
    public nint StepStride;

    /// <summary>Where each segment starts, in elements from the quad's pointer.</summary>
    public nint* Segments;

    public int SegmentCount;

    /// <summary>Steps of a segment.</summary>
    public int Depth;

    /// <summary>The right panel: the columns of a step lie together, the steps of all segments follow each other.</summary>
    public float* Right;

    /// <summary>Elements from a step of the right panel to the next.</summary>
    public nint RightStride;

    /// <summary>Memory that is read after this call, asked for a little at every step; null for none.</summary>
    public byte* Next;

    /// <summary>Bytes that are asked for at each step, at most 64.</summary>
    public nint NextStride;

    /// <summary>The result, rows × columns of the micro-kernel, row by row.</summary>
    public float* Sums;

    /// <summary>
    /// What to ask for at the first step, and how far on at each; when there is nothing else, the right panel's own steps to come.
    /// </summary>
    public readonly (nint Next, nint Step) Upcoming =>
        Next is null ? ((nint)(Right + (StepsAhead * RightStride)), sizeof(float) * RightStride) : ((nint)Next, NextStride);
}
