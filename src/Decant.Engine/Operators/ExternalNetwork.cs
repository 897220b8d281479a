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
