using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Passes;
using Decant.SoftTargets;
using Decant.Students;

namespace Decant.Teachers;

/// <summary>A network that only answers: batch normalisation folded, operators fused; it tells the logits and, if asked, values inside.</summary>
public sealed class FrozenNetwork : IDisposable
{
    private readonly Executable _executable;
    private readonly Tensor[] _values;

    /// <summary>Compiles a network.</summary>
    /// <param name="network">A forward graph with input <c>input</c> and output <c>logits</c>.</param>
    /// <param name="batch">The largest batch, N.</param>
    /// <param name="kernels">Which kernels run it.</param>
    /// <param name="pool">The threads.</param>
    /// <param name="values">Names of values inside that it tells too.</param>
    /// <exception cref="DecantException">The network has no such input, output or value.</exception>
    public FrozenNetwork(Graph network, int batch, KernelSet kernels, WorkerPool pool, params IReadOnlyList<string> values)
    {
        if (network.Inputs.Count != 1 || network.Inputs[0].Name != Network.Input || network.Find(Network.Logits) is null)
        {
            throw new DecantException(
                $"Network '{network.Name}': expected one input '{Network.Input}' and an output '{Network.Logits}', as in every file that Decant writes; " +
                $"received inputs {Names(network.Inputs)} and outputs {Names(network.Outputs)}. Export it under these names.");
        }

        SampleShape = [.. network[Network.Input].Shape.Skip(1).Select(size => size.Size)];
        Classes = network[Network.Logits].Shape[^1].Size;
        _executable = Executable.Compile(
            Freeze.Run(DeadCode.Remove(network, [Network.Logits, .. values.Where(name => name != Network.Logits)])),
            new CompileOptions { Pool = pool, Kernels = kernels, Bounds = new Dictionary<string, int> { ["N"] = batch } });
        Values = [.. values.Select(name => new TeacherValue(name, network[name].Shape))];
        _values = [.. values.Select(name => _executable[name])];
    }

    /// <summary>Shape of one sample, [C, H, W] or [D].</summary>
    public IReadOnlyList<int> SampleShape { get; }

    /// <summary>Numbers that it answers per sample.</summary>
    public int Classes { get; }

    /// <summary>The values inside that it tells beside the logits.</summary>
    public IReadOnlyList<TeacherValue> Values { get; }

    /// <summary>What these values were in the last answer.</summary>
    public ReadOnlySpan<Tensor> ValueAnswers => _values;

    /// <summary>Answers a batch; allocates nothing.</summary>
    /// <param name="inputs">[N, ..] as the network's file takes them.</param>
    /// <param name="count">N, at most the largest batch.</param>
    /// <returns>Logits [N, C] in the first N·C elements, valid until the next call.</returns>
    public Tensor Answer(Tensor inputs, int count)
    {
        _executable.Resize("N", count);
        _executable.Bind(Network.Input, inputs);
        _executable.Run();
        return _executable[Network.Logits];
    }

    /// <inheritdoc/>
    public void Dispose() => _executable.Dispose();

    private static string Names(IEnumerable<Value> values) => string.Join(", ", values);
}
