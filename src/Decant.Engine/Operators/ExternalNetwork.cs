using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>A network that another program runs: its operators are not known here, so it can be asked and not be trained.</summary>
public interface IExternalNetwork
{
    /// <summary>Its outputs for inputs of these types, in its own order.</summary>
    /// <exception cref="DecantException">It does not take them.</exception>
    IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs);

    /// <summary>Runs it.</summary>
    /// <param name="inputs">Where the inputs lie.</param>
    /// <param name="outputs">Where the outputs go.</param>
    void Run(ReadOnlySpan<ExternalMemory> inputs, ReadOnlySpan<ExternalMemory> outputs);
}

/// <summary>Dense numbers in memory.</summary>
/// <param name="Pointer">The first byte.</param>
/// <param name="Type">What an element is.</param>
/// <param name="Sizes">The sizes, last axis fastest.</param>
public readonly record struct ExternalMemory(nint Pointer, ElementType Type, int[] Sizes);

/// <summary>All outputs of a network that another program runs, from its inputs.</summary>
/// <param name="Network">The network.</param>
internal sealed record ExternalNetwork(IExternalNetwork Network) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override bool IsImage(bool isOutput, int index) => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        Network.Infer([.. inputs.Select(input => new TensorType(input!.Type, input.Shape))]);

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0; // no one knows
}

public static partial class Operations
{
    /// <summary>The outputs of a network that another program runs.</summary>
    /// <param name="inputs">Its inputs, one or more, in the network's order.</param>
    /// <param name="network">The network.</param>
    /// <param name="program">What the other program is called.</param>
    /// <param name="outputs">Names of the outputs, in the network's order.</param>
    /// <exception cref="DecantException">The network does not take the inputs, or the graph has such a name already.</exception>
    public static IReadOnlyList<Value> External(
        this IReadOnlyList<Value> inputs,
        IExternalNetwork network,
        string program,
        params IReadOnlyList<string> outputs
    ) => inputs[0].Graph.AddNode(new ExternalNetwork(network), [.. inputs], program, outputs).Outputs;
}
