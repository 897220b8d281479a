using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>A network that another program runs: its operators are not known here, so it can be asked and not be trained.</summary>
public interface IExternalNetwork
{
    /// <summary>Its outputs for an input.</summary>
    /// <exception cref="DecantException">It does not take the input.</exception>
    IReadOnlyList<TensorType> Infer(TensorType input);

    /// <summary>Runs it.</summary>
    /// <param name="input">Where the input lies.</param>
    /// <param name="outputs">Where the outputs go.</param>
    void Run(ExternalMemory input, ReadOnlySpan<ExternalMemory> outputs);
}

/// <summary>Dense numbers in memory.</summary>
/// <param name="Pointer">The first byte.</param>
/// <param name="Type">What an element is.</param>
/// <param name="Sizes">The sizes, last axis fastest.</param>
public readonly record struct ExternalMemory(nint Pointer, ElementType Type, int[] Sizes);

/// <summary>All outputs of a network that another program runs, from its one input.</summary>
/// <param name="Network">The network.</param>
internal sealed record ExternalNetwork(IExternalNetwork Network) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override bool IsImage(bool isOutput, int index) => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        Network.Infer(new TensorType(inputs[0]!.Type, inputs[0]!.Shape));

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0; // no one knows
}

public static partial class Operations
{
    /// <summary>The outputs of a network that another program runs.</summary>
    /// <param name="x">Its input.</param>
    /// <param name="network">The network.</param>
    /// <param name="program">What the other program is called.</param>
    /// <param name="outputs">Names of the outputs, in the network's order.</param>
    /// <exception cref="DecantException">The network does not take the input, or the graph has such a name already.</exception>
    public static IReadOnlyList<Value> External(
        this Value x,
        IExternalNetwork network,
        string program,
        params IReadOnlyList<string> outputs
    ) => x.Graph.AddNode(new ExternalNetwork(network), [x], program, outputs).Outputs;
}
