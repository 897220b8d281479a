using Decant.Engine.Graphs;
using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>A convolution or its data gradient, slice by slice.</summary>
internal unsafe struct ConvolutionWork : ILaneWork
{
    public ConvolutionOperation Operation;
    public PrimitiveCall* Calls;
    public byte* X;
    public byte* Y;
    public void* W;
    public Epilogue Epilogue;

    /// <summary>Brings the weights into the layout that the primitives like.</summary>
    public static ConvolutionWork Of(OneDnnPlans plans, in ConvolutionOperation operation, void* weights)
    {
        var plan = plans.Of(operation);
        if (plan.Reorder is not null)
        {
            plan.Reorder[0].Run(weights, plan.Weights, plan.Weights);
            weights = plan.Weights;
        }

        return new ConvolutionWork
        {
            Operation = operation,
            Calls = plan.Calls.Pointer,
            W = weights,
        };
    }

    public readonly void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var s = Operation.Sizes;
        var first = chunk * Operation.SliceSamples;
        var isForward = Operation.Kind == ConvolutionKind.Forward;
        var x = X + ((long)first * s.C * s.H * s.W * (isForward ? Operation.Type : ElementType.Float32).Size());
        var y = Y + ((long)first * s.M * s.OutH * s.OutW * (isForward ? ElementType.Float32 : Operation.Type).Size());
        Calls[chunk].Run(x, W, y);
        if (isForward)
        {
            var pixels = Math.Min(Operation.SliceSamples, s.N - first) * s.OutH * s.OutW;
            EpilogueRows.Run<TLanes>(Epilogue, (float*)Y, (float*)y, 0, pixels, s.M, s.M);
        }
    }
}
