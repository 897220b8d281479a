using System.Runtime.CompilerServices;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// dW of a convolution through oneDNN on channels-last images: each slice of the batch makes its own sum, and these are added in order of
/// place.
/// </summary>
internal static unsafe class ConvolutionWeightGradient
{
    /// <param name="plans">Where its primitives are kept.</param>
    /// <param name="pool">Threads to use.</param>
    /// <param name="operation">A weight gradient, with the sizes of the forward convolution; no size is 0.</param>
    /// <param name="x">Input, N×H×W×C in memory.</param>
    /// <param name="dy">Gradient of the output, N×OutH×OutW×M in memory.</param>
    /// <param name="dw">Gradient of the weights, M×(C/Groups)×KernelH×KernelW; it must not overlap what is read.</param>
    public static void Run(OneDnnPlans plans, WorkerPool pool, in ConvolutionOperation operation, void* x, void* dy, float* dw)
    {
        var plan = plans.Of(operation);
        var slices = new Slices
        {
            Operation = operation,
            Calls = plan.Calls.Pointer,
            X = (byte*)x,
            Y = (byte*)dy,
            Partial = pool.Shared(operation.Slices * plan.WeightBytes),
            PartialBytes = plan.WeightBytes,
        };
        pool.Run(ref slices, operation.Slices);
        var count = plan.WeightBytes / sizeof(float);
        var sum = new Sum
        {
            Partial = (float*)slices.Partial,
            Parts = operation.Slices,
            Count = count,
            Result = plan.Reorder is null ? dw : (float*)plan.Weights,
        };
        Grid.Run(pool, sum, Grid.Chunks(count, Grid.Elements));
        if (plan.Reorder is not null)
        {
            plan.Reorder[0].Run(plan.Weights, dw, dw);
        }
    }

    private struct Slices : IChunkedWork
    {
        public ConvolutionOperation Operation;
        public PrimitiveCall* Calls;
        public byte* X;
        public byte* Y;
        public byte* Partial;
        public long PartialBytes;

        public readonly void Run(int chunk)
        {
            var s = Operation.Sizes;
            var first = (long)chunk * Operation.SliceSamples * Operation.Type.Size();
            Calls[chunk].Run(X + (first * s.C * s.H * s.W), Partial + (chunk * PartialBytes), Y + (first * s.M * s.OutH * s.OutW));
        }
    }

    private struct Sum : ILaneWork
    {
        public float* Partial;
        public float* Result;
        public int Parts;
        public long Count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Count, (chunk + 1L) * Grid.Elements);
            for (var i = (long)chunk * Grid.Elements; i < end; i += TLanes.Count)
            {
                var count = (int)Math.Min(TLanes.Count, end - i);
                var sum = TLanes.LoadPartial(Partial + i, count, 0);
                for (var part = 1; part < Parts; part++)
                {
                    sum += TLanes.LoadPartial(Partial + (part * Count) + i, count, 0);
                }

                sum.StorePartial(Result + i, count);
            }
        }
    }
}
