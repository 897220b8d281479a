using Decant.Engine.Graphs;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// One of a convolution's sums over images that lie as N, H, W, C. What is read has one element type, float32 or bfloat16; what is written
/// is float32.
/// </summary>
/// <param name="Kind">Which sum.</param>
/// <param name="Type">Element type of what is read.</param>
/// <param name="Sizes">The sizes.</param>
internal readonly record struct ConvolutionOperation(ConvolutionKind Kind, ElementType Type, ConvolutionSizes Sizes)
{
    private const int DescriptionBytes = 5976;
    private const int ForwardTraining = 64;
    private const int Direct = 1;

    // About 100 microseconds of one core.
    private const double SliceOperations = 16e6;

    /// <summary>Samples of a slice; it depends on the shape alone, so the bits do not depend on the threads.</summary>
    public int SliceSamples =>
        (int)
            Math.Clamp(
                SliceOperations / (2.0 * Sizes.OutH * Sizes.OutW * Sizes.M * Sizes.GroupC * Sizes.KernelH * Sizes.KernelW),
                1,
                Sizes.N
            );

    /// <summary>Slices of the batch.</summary>
    public int Slices => (Sizes.N + SliceSamples - 1) / SliceSamples;

    /// <summary>oneDNN's number of the operand X or its gradient, of Y or its gradient, and of W or its gradient.</summary>
    public (int X, int Y, int W) Operands =>
        Kind switch
        {
            ConvolutionKind.Forward => (Argument.Source, Argument.Result, Argument.Weights),
            ConvolutionKind.DataGradient => (Argument.SourceGradient, Argument.ResultGradient, Argument.Weights),
            _ => (Argument.Source, Argument.ResultGradient, Argument.WeightsGradient),
        };

    /// <summary>X, or its gradient.</summary>
    public MemoryDescription X =>
        MemoryDescription.Image(Kind == ConvolutionKind.DataGradient ? ElementType.Float32 : Type, Sizes.N, Sizes.C, Sizes.H, Sizes.W);

    /// <summary>Y, or its gradient.</summary>
    public MemoryDescription Y =>
        MemoryDescription.Image(Kind == ConvolutionKind.Forward ? ElementType.Float32 : Type, Sizes.N, Sizes.M, Sizes.OutH, Sizes.OutW);

    /// <summary>W or its gradient as the graph has it: M×(C/Groups)×KernelH×KernelW.</summary>
    public MemoryDescription W => MemoryDescription.Dense(WeightType, WeightSizes);

    /// <summary>The layout of W or its gradient that a primitive chose.</summary>
    public MemoryDescription ChosenW(Primitive primitive) => primitive.Layout(Kind == ConvolutionKind.WeightGradient ? 132 : 131);

    private ElementType WeightType => Kind == ConvolutionKind.WeightGradient ? ElementType.Float32 : Type;

    private long[] WeightSizes =>
        Sizes.Groups == 1
            ? [Sizes.M, Sizes.C, Sizes.KernelH, Sizes.KernelW]
            : [Sizes.Groups, Sizes.GroupM, Sizes.GroupC, Sizes.KernelH, Sizes.KernelW];

    /// <summary>Makes the primitive.</summary>
    /// <param name="weights">The layout that W or its gradient must have; null to let oneDNN choose.</param>
    public unsafe Primitive Make(MemoryDescription? weights)
    {
        var (x, y, w) = (X, Y, weights ?? MemoryDescription.Any(WeightType, WeightSizes));
        var api = OneDnnLibrary.Api;
        var s = Sizes;
        long* strides = stackalloc long[] { s.StrideH, s.StrideW },
            dilations = stackalloc long[] { s.DilationH - 1, s.DilationW - 1 };
        long* before = stackalloc long[] { s.PadTop, s.PadLeft },
            after = stackalloc long[] { s.PadBottom, s.PadRight };
        byte* forward = stackalloc byte[DescriptionBytes],
            gradient = stackalloc byte[DescriptionBytes];
        new Span<byte>(forward, DescriptionBytes).Clear();
        new Span<byte>(gradient, DescriptionBytes).Clear();
        if (Kind == ConvolutionKind.Forward)
        {
            OneDnnApi.Check(
                api.ConvolutionInitialize(forward, ForwardTraining, Direct, &x, &w, null, &y, strides, dilations, before, after),
                "a convolution"
            );
            return Primitive.Of(forward);
        }

        // Gradients want to see the forward operation; its operands are of one type.
        var (hintX, hintW, hintY) = (
            MemoryDescription.Image(Type, s.N, s.C, s.H, s.W),
            MemoryDescription.Any(Type, WeightSizes),
            MemoryDescription.Image(Type, s.N, s.M, s.OutH, s.OutW)
        );
        OneDnnApi.Check(
            api.ConvolutionInitialize(forward, ForwardTraining, Direct, &hintX, &hintW, null, &hintY, strides, dilations, before, after),
            "a convolution"
        );
        using var hint = Primitive.Of(forward);
        OneDnnApi.Check(
            Kind == ConvolutionKind.DataGradient
                ? api.ConvolutionDataGradientInitialize(gradient, Direct, &x, &w, &y, strides, dilations, before, after)
                : api.ConvolutionWeightGradientInitialize(gradient, Direct, &x, &w, null, &y, strides, dilations, before, after),
            "a convolution's gradient"
        );
        return Primitive.Of(gradient, hint);
    }
}
