using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Engine.Execution;

/// <summary>One operator of a compiled graph with the memory it works on.</summary>
internal sealed class Step(Node node, Launcher launcher, Operand?[] inputs, Operand[] outputs, KernelSet kernels, WorkerPool pool)
{
    /// <summary>The node of the graph.</summary>
    public Node Node { get; } = node;

    /// <summary>What it reads; null where an optional input is absent.</summary>
    public Operand?[] Inputs { get; } = inputs;

    /// <summary>What it writes.</summary>
    public Operand[] Outputs { get; } = outputs;

    /// <summary>Which kernels to take.</summary>
    public KernelSet Kernels { get; } = kernels;

    /// <summary>The threads.</summary>
    public WorkerPool Pool { get; } = pool;

    /// <summary>Whether the images among the operands lie as N, H, W, C.</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Runs the operator.</summary>
    public void Run() => launcher.Run(this);
}
