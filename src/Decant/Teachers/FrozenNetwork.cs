using Decant.Data.Batches;
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
/// <c>prediction</c> in their own unit, whatever its logits are standardised by; the outputs of further heads; and, if asked, values
/// inside.
/// </summary>
internal sealed class FrozenNetwork : IDisposable
{
    private readonly Executable _executable;
    private readonly Tensor[] _values;
    private readonly string _answer;
    private readonly FixedBatch? _pieces;
    private readonly FieldBinding _inputs;

    // Numbers per sample of the answer and of each value.
    private readonly Dimension[] _rows;

    /// <summary>Compiles a network of one input.</summary>
    /// <param name="network">A forward graph with input <c>input</c> and output <c>logits</c> or <c>prediction</c>.</param>
    /// <param name="batch">The largest batch, N.</param>
    /// <param name="device">Threads, kernels and profile.</param>
    /// <param name="values">Names of values inside that it tells too.</param>
    /// <exception cref="DecantException">The network has no such input, output or value.</exception>
    public FrozenNetwork(Graph network, int batch, Device device, params IReadOnlyList<string> values)
        : this(network, batch, device, new FrozenOptions { Values = values }) { }

    /// <summary>Compiles a network.</summary>
    /// <param name="network">A forward graph with an output <c>logits</c> or <c>prediction</c>, whose inputs have the names of input
    /// fields.</param>
    /// <param name="batch">The largest batch, N.</param>
    /// <param name="device">Threads, kernels and profile.</param>
    /// <param name="options">What it reads, and what it tells next to its answer.</param>
    /// <exception cref="DecantException">The network has no such input, output or value.</exception>
    public FrozenNetwork(Graph network, int batch, Device device, FrozenOptions options)
    {
        (Batch, Memory) = (batch, device.Memory);
        // A classifier from elsewhere may call the number of the best class its prediction.
        var prediction = network.Outputs.FirstOrDefault(output =>
            output.Name == Network.Prediction && output.Type.IsFloat() && output.Shape.Rank >= 2
        );
        _answer = prediction?.Name ?? Network.Logits;
        var isNamed = options.Schema is not null && network.Inputs.Count > 0;
        if ((!isNamed && network.Inputs is not [{ Name: Network.Input }]) || network.Find(_answer) is null)
        {
            throw new DecantException(
                $"Network '{network.Name}': expected one input '{Network.Input}' and an output '{Network.Logits}', "
                    + $"as in every file that Decant writes; "
                    + $"received inputs {Names(network.Inputs)} and outputs {Names(network.Outputs)}. Export it under these names."
            );
        }

        if (isNamed)
        {
            FieldBinding.Check(network, options.Schema!, Network.Input);
        }

        var bounds = FieldBinding.Bounds(batch, options.Schema);
        var (first, answer) = (network.Inputs[0], network[_answer].Shape);
        SampleShape = [.. first.Shape.Skip(1).Select(size => size.Resolve(bounds))];
        AnswerShape = answer;
        Classes = answer[Network.ClassAxis(answer)].Size;
        string[] values = [.. options.Values.Concat(Network.FurtherOutputs(network)).Distinct()];
        var frozen = PassLists.Frozen.Run(DeadCode.Remove(network, [_answer, .. values.Where(name => name != _answer)]));
        _executable = Executable.Compile(
            options.Precision == ElementType.BFloat16 ? MixedPrecision.Run(frozen, isFrozen: true) : frozen,
            new CompileOptions
            {
                Device = device,
                Bounds = bounds,
                ConstantWeights = true,
            }
        );
        Values = [.. values.Select(name => new TeacherValue(name, network[name].Shape))];
        _inputs = new FieldBinding(_executable, network.Inputs.Select(input => (input.Name, input.Name)), bounds, Network.Input);
        _pieces =
            network.Inputs.Count == 1 && first.Shape[0].IsStatic
                ? new FixedBatch(_executable, first.Name, [_answer, .. values], batch)
                : null;
        _values = [.. values.Select(name => _pieces?[name] ?? _executable[name])];
        _rows = [.. values.Prepend(_answer).Select(name => new Shape(network[name].Shape.Skip(1)).Elements)];
    }

    /// <summary>What oneDNN chose so far; none where it does not run.</summary>
    internal IEnumerable<string> Implementations => _executable.Implementations;

    /// <summary>The largest batch, N.</summary>
    public int Batch { get; }

    /// <summary>Bytes that networks of its device may take; null for what the machine has.</summary>
    internal long? Memory { get; }

    /// <summary>Shape of the first input of one sample, [C, H, W] or [D]; of what varies, the longest.</summary>
    public IReadOnlyList<int> SampleShape { get; }

    /// <summary>Shape of its answers, [N, ..].</summary>
    public Shape AnswerShape { get; }

    /// <summary>What it tells apart: the size of the axis after the samples, or of the last one where samples vary in length.</summary>
    public int Classes { get; }

    /// <summary>
    /// Numbers that it answers per sample: <see cref="Classes"/>, times the pixels where each has an answer; where samples vary in length,
    /// in the last answer.
    /// </summary>
    public int AnswerSize => RowSize(0);

    /// <summary>Bytes of its weights, in the order of kernels too.</summary>
    public long WeightBytes => _executable.PreparedBytes + _executable.Graph.Initializers.Sum(value => value.Data!.ByteCount);

    /// <summary>Bytes of its weights and of what it computes in.</summary>
    public long MemoryBytes => WeightBytes + _executable.ArenaBytes;

    /// <summary>What it tells next to its answer: the values inside that were asked for, and the outputs of further heads.</summary>
    public IReadOnlyList<TeacherValue> Values { get; }

    /// <summary>What these values were in the last answer.</summary>
    public ReadOnlySpan<Tensor> ValueAnswers => _values;

    /// <summary>One of <see cref="Values"/> in the last answer: N samples, one after the other.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">N.</param>
    /// <exception cref="DecantException">It tells no such value.</exception>
    public ReadOnlySpan<float> ValueAnswer(string name, int count)
    {
        for (var place = 0; place < _values.Length; place++)
        {
            if (Values[place].Name == name)
            {
                return _values[place].Span<float>()[..checked(count * RowSize(place + 1))];
            }
        }

        throw new DecantException(
            $"Network '{_executable.Graph.Name}': "
                + $"{NearestName.Explain("output", name, Values.Select(value => value.Name))}. Let the network have an "
                + $"output of this name."
        );
    }

    /// <summary>Answers a batch, of which it reads its inputs by name; allocates nothing.</summary>
    /// <param name="batch">At most as many samples as the largest batch.</param>
    /// <returns>Logits or predictions [N, C], [N, C, H, W] or [N, T, C] in the first N·<see cref="AnswerSize"/> elements, valid until the
    /// next call.</returns>
    /// <exception cref="DecantException">The batch lacks an input.</exception>
    public Tensor Answer(Batch batch)
    {
        if (_pieces is not null)
        {
            return Answer(batch.Inputs, batch.Count);
        }

        _inputs.Bind(batch);
        return Run(batch.Count);
    }

    /// <summary>Answers tensors by the names of its inputs; allocates nothing.</summary>
    /// <param name="inputs">[N, ..] each.</param>
    /// <param name="count">N, at most the largest batch.</param>
    /// <exception cref="DecantException">An input is missing.</exception>
    public Tensor Answer(IReadOnlyDictionary<string, Tensor> inputs, int count)
    {
        _inputs.Bind(inputs);
        return Run(count);
    }

    /// <summary>Answers a batch of a network of one input; allocates nothing.</summary>
    /// <param name="inputs">[N, ..] as the network's file takes them.</param>
    /// <param name="count">N, at most the largest batch.</param>
    /// <returns>Logits or predictions [N, C] or [N, C, H, W] in the first N·<see cref="AnswerSize"/> elements, valid until the next
    /// call.</returns>
    public Tensor Answer(Tensor inputs, int count)
    {
        if (_pieces is not null)
        {
            _pieces.Run(inputs, count);
            return _pieces[_answer];
        }

        _inputs.Bind(inputs);
        return Run(count);
    }

    private int RowSize(int place) => _rows[place].IsStatic ? _rows[place].Size : _rows[place].Resolve(_inputs.Sizes);

    private Tensor Run(int count)
    {
        _executable.Resize("N", count);
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
