using Decant.Engine;
using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Engine.Passes;
using Decant.SoftTargets;
using Decant.Students;

namespace Decant.Teachers;

/// <summary>
/// A network that only answers: batch normalisation folded, operators fused. It tells its logits, or where it predicts numbers the
/// <c>prediction</c> in their own unit, whatever its logits are standardised by; and, if asked, values inside.
/// </summary>
public sealed class FrozenNetwork : IDisposable
{
    private readonly Executable _executable;
    private readonly Tensor[] _values;
    private readonly string _answer;
    private readonly FixedBatch? _pieces;

    /// <summary>Compiles a network.</summary>
    /// <param name="network">A forward graph with input <c>input</c> and output <c>logits</c> or <c>prediction</c>.</param>
    /// <param name="batch">The largest batch, N.</param>
    /// <param name="device">Threads, kernels and profile.</param>
    /// <param name="values">Names of values inside that it tells too.</param>
    /// <exception cref="DecantException">The network has no such input, output or value.</exception>
    public FrozenNetwork(Graph network, int batch, Device device, params IReadOnlyList<string> values)
        : this(network, batch, device, ElementType.Float32, values)
    {
    }

    /// <summary>Compiles a network whose matrix products and convolutions may read bfloat16.</summary>
    /// <param name="network">A forward graph with input <c>input</c> and output <c>logits</c> or <c>prediction</c>.</param>
    /// <param name="batch">The largest batch, N.</param>
    /// <param name="device">Threads, kernels and profile.</param>
    /// <param name="precision">What products read: Float32, or BFloat16 with float32 sums.</param>
    /// <param name="values">Names of values inside that it tells too.</param>
    /// <exception cref="DecantException">The network has no such input, output or value.</exception>
    public FrozenNetwork(Graph network, int batch, Device device, ElementType precision, params IReadOnlyList<string> values)
    {
        (Batch, Memory) = (batch, device.Memory);
        // A classifier from elsewhere may call the number of the best class its prediction.
        var prediction = network.Outputs.FirstOrDefault(output => output.Name == Network.Prediction && output.Type.IsFloat() && output.Shape.Rank >= 2);
        _answer = prediction?.Name ?? Network.Logits;
        if (network.Inputs.Count != 1 || network.Inputs[0].Name != Network.Input || network.Find(_answer) is null)
        {
            throw new DecantException(
                $"Network '{network.Name}': expected one input '{Network.Input}' and an output '{Network.Logits}', as in every file that Decant writes; " +
                $"received inputs {Names(network.Inputs)} and outputs {Names(network.Outputs)}. Export it under these names.");
        }

        SampleShape = [.. network[Network.Input].Shape.Skip(1).Select(size => size.Size)];
        Classes = network[_answer].Shape[1].Size;
        AnswerSize = network[_answer].Shape.Skip(1).Aggregate(1, (product, size) => checked(product * size.Size));
        var frozen = PassLists.Frozen.Run(DeadCode.Remove(network, [_answer, .. values.Where(name => name != _answer)]));
        _executable = Executable.Compile(
            precision == ElementType.BFloat16 ? MixedPrecision.Run(frozen, isFrozen: true) : frozen,
            new CompileOptions { Device = device, Bounds = new Dictionary<string, int> { ["N"] = batch }, ConstantWeights = true });
        Values = [.. values.Select(name => new TeacherValue(name, network[name].Shape))];
        _pieces = network[Network.Input].Shape[0].IsStatic ? new FixedBatch(_executable, Network.Input, [_answer, .. values], batch) : null;
        _values = [.. values.Select(name => _pieces?[name] ?? _executable[name])];
    }

    /// <summary>What oneDNN chose so far; none where it does not run.</summary>
    internal IEnumerable<string> Implementations => _executable.Implementations;

    /// <summary>The largest batch, N.</summary>
    public int Batch { get; }

    /// <summary>Bytes that networks of its device may take; null for what the machine has.</summary>
    internal long? Memory { get; }

    /// <summary>Shape of one sample, [C, H, W] or [D].</summary>
    public IReadOnlyList<int> SampleShape { get; }

    /// <summary>What it tells apart: the size of the axis after the samples.</summary>
    public int Classes { get; }

    /// <summary>Numbers that it answers per sample: <see cref="Classes"/>, times the pixels where each has an answer.</summary>
    public int AnswerSize { get; }

    /// <summary>Bytes of its weights, in the order of kernels too.</summary>
    public long WeightBytes => _executable.PreparedBytes + _executable.Graph.Initializers.Sum(value => value.Data!.ByteCount);

    /// <summary>The values inside that it tells next to the logits.</summary>
    public IReadOnlyList<TeacherValue> Values { get; }

    /// <summary>What these values were in the last answer.</summary>
    public ReadOnlySpan<Tensor> ValueAnswers => _values;

    /// <summary>Answers a batch; allocates nothing.</summary>
    /// <param name="inputs">[N, ..] as the network's file takes them.</param>
    /// <param name="count">N, at most the largest batch.</param>
    /// <returns>Logits or predictions [N, C] or [N, C, H, W] in the first N·<see cref="AnswerSize"/> elements, valid until the next call.</returns>
    public Tensor Answer(Tensor inputs, int count)
    {
        if (_pieces is not null)
        {
            _pieces.Run(inputs, count);
            return _pieces[_answer];
        }

        _executable.Resize("N", count);
        _executable.Bind(Network.Input, inputs);
        _executable.Run();
        return _executable[_answer];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pieces?.Dispose();
        _executable.Dispose();
    }

    private static string Names(IEnumerable<Value> values) => string.Join(", ", values);
}
