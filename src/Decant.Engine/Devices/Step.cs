using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Devices;

/// <summary>
/// One operator of a compiled graph with the memory it works on. It also tells kernels their sizes in the order in which axes lie in
/// memory.
/// </summary>
internal sealed unsafe class Step
{
    /// <summary>An operator, its launcher and its memory.</summary>
    public Step(Node node, Launcher launcher, Operand?[] inputs, Operand[] outputs, WorkerPool pool)
    {
        (Node, Launcher, Inputs, Outputs, Pool) = (node, launcher, inputs, outputs, pool);
        Chain = [this];
        Form = FusedForm.Of(node)!;
    }

    /// <summary>The node of the graph.</summary>
    public Node Node { get; }

    /// <summary>What runs it.</summary>
    public Launcher Launcher { get; }

    /// <summary>
    /// The steps that run as one with this one, itself first: more than one where it begins a chain of element-wise operators, or one of
    /// updates.
    /// </summary>
    public Step[] Chain { get; set; }

    /// <summary>What it does besides its operator while results are in registers.</summary>
    public FusedForm Form { get; }

    /// <summary>The first element of an input; null where it is absent.</summary>
    public T* In<T>(int? place)
        where T : unmanaged => place is { } i && Inputs[i] is { } operand ? (T*)operand.Pointer : null;

    /// <summary>The first element of an output; null for none.</summary>
    public T* Out<T>(int? place)
        where T : unmanaged => place is { } i ? (T*)Outputs[i].Pointer : null;

    /// <summary>Its operator, or the operators of the chain that it begins.</summary>
    public string Name =>
        Node.Operator is OptimizerUpdate ? Node.Operator.Name : string.Join(' ', Chain.Select(link => link.Node.Operator.Name));

    /// <summary>What it reads; null where an optional input is absent.</summary>
    public Operand?[] Inputs { get; }

    /// <summary>What it writes.</summary>
    public Operand[] Outputs { get; }

    /// <summary>The threads.</summary>
    public WorkerPool Pool { get; }

    /// <summary>Whether the images among the operands lie as N, H, W, C.</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Where the kernel keeps input 1 in its own order; null where it cannot, or where those weights may change.</summary>
    public PreparedWeights? Prepared { get; init; }

    /// <summary>What the device's kernels keep for the compiled graph; null where they keep nothing.</summary>
    public IKernelPlans? Plans { get; init; }

    /// <summary>Runs the operator, and the chain that it begins.</summary>
    public void Run() => Launcher.Run(this);

    /// <summary>Sizes of a convolution from those of x and w.</summary>
    public static ConvolutionSizes Convolution(Window window, int group, ReadOnlySpan<int> x, ReadOnlySpan<int> w) =>
        new()
        {
            N = x[0],
            C = x[1],
            H = x[2],
            W = x[3],
            M = w[0],
            KernelH = w[2],
            KernelW = w[3],
            StrideH = window.StrideHeight,
            StrideW = window.StrideWidth,
            DilationH = window.DilationHeight,
            DilationW = window.DilationWidth,
            PadTop = window.PadTop,
            PadLeft = window.PadLeft,
            PadBottom = window.PadBottom,
            PadRight = window.PadRight,
            Groups = group,
        };

    /// <summary>Sizes of this step's convolution: x is input 0, w is input 1.</summary>
    public ConvolutionSizes Convolution(Window window, int group) => Convolution(window, group, Inputs[0]!.Sizes, Inputs[1]!.Sizes);

    /// <summary>Sizes of a pool between a large and a small image.</summary>
    public PoolSize Pooling(Window window, Operand large, Operand small) =>
        new()
        {
            N = large.Sizes[0],
            C = large.Sizes[1],
            H = large.Sizes[2],
            W = large.Sizes[3],
            OutH = small.Sizes[2],
            OutW = small.Sizes[3],
            KernelH = window.KernelHeight,
            KernelW = window.KernelWidth,
            StrideH = window.StrideHeight,
            StrideW = window.StrideWidth,
            DilationH = window.DilationHeight,
            DilationW = window.DilationWidth,
            PadTop = window.PadTop,
            PadLeft = window.PadLeft,
            PadBottom = window.PadBottom,
            PadRight = window.PadRight,
            ChannelsLast = ChannelsLast,
        };

    /// <summary>A value [N, C, ..] seen from its channels.</summary>
    public AlongAxis Channels(Operand x)
    {
        Span<int> sizes = stackalloc int[LoopNest.MaxRank];
        return AlongAxis.Of(SizesInMemory(x, sizes), ChannelsLast ? 3 : 1);
    }

    /// <summary>A value [N, C, ..] seen from all its pixels.</summary>
    public AlongAxis Pixels(Operand x)
    {
        long pixels = 1;
        foreach (var size in x.Sizes.AsSpan(2))
        {
            pixels *= size;
        }

        return ChannelsLast
            ? new AlongAxis(x.Sizes[0], (int)pixels, x.Sizes[1])
            : new AlongAxis((long)x.Sizes[0] * x.Sizes[1], (int)pixels, 1);
    }

    /// <summary>Sizes in the order in which the axes lie in memory.</summary>
    /// <param name="operand">An operand of this step.</param>
    /// <param name="buffer">Room for <see cref="LoopNest.MaxRank"/> numbers.</param>
    public ReadOnlySpan<int> SizesInMemory(Operand operand, Span<int> buffer) => InMemory(operand.Sizes, buffer);

    /// <summary>
    /// Logical sizes brought into the order in which the axes lie in memory; what has fewer than four axes is seen as an image.
    /// </summary>
    public ReadOnlySpan<int> InMemory(ReadOnlySpan<int> sizes, Span<int> buffer)
    {
        if (!ChannelsLast)
        {
            sizes.CopyTo(buffer);
            return buffer[..sizes.Length];
        }

        int Size(ReadOnlySpan<int> from, int axis) => axis - (4 - from.Length) is >= 0 and var i ? from[i] : 1;
        (buffer[0], buffer[1], buffer[2], buffer[3]) = (Size(sizes, 0), Size(sizes, 2), Size(sizes, 3), Size(sizes, 1));
        return buffer[..4];
    }

    /// <summary>Loops over the first output and all inputs, broadcast to it.</summary>
    /// <param name="scalar">Whether one more operand, a single number, follows.</param>
    public LoopNest Nest(bool scalar = false)
    {
        Span<int> sizes = stackalloc int[LoopNest.MaxRank];
        var nest = LoopNest.Over(SizesInMemory(Outputs[0], sizes)).Dense();
        foreach (var input in Inputs)
        {
            nest = nest.Broadcast(SizesInMemory(input!, sizes));
        }

        return (scalar ? nest.Broadcast([]) : nest).Collapse();
    }
}
