using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Decant.OnnxRuntime;

/// <summary>A file that ONNX Runtime runs as a whole, on the engine's own memory.</summary>
internal sealed class OnnxRuntimeNetwork : IExternalNetwork
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly Lock _turn = new();
    private ExternalMemory[] _bound = [];
    private OrtIoBinding? _binding;

    /// <summary>A session.</summary>
    /// <exception cref="DecantException">It takes what is no tensor of numbers.</exception>
    public OnnxRuntimeNetwork(InferenceSession session)
    {
        _session = session;
        Inputs =
        [
            .. session.InputNames.Select(name =>
                OnnxRuntimePort.Of(name, session.InputMetadata[name])
                ?? throw new DecantException(
                    $"expected a tensor of numbers as input, received {session.InputMetadata[name].OnnxValueType} "
                        + $"'{name}' of {session.InputMetadata[name].ElementDataType}."
                )
            ),
        ];
        Outputs = [.. session.OutputNames.Select(name => OnnxRuntimePort.Of(name, session.OutputMetadata[name])).OfType<OnnxRuntimePort>()];
    }

    /// <summary>What it takes.</summary>
    public IReadOnlyList<OnnxRuntimePort> Inputs { get; }

    /// <summary>What it answers, as far as it is tensors of numbers.</summary>
    public IReadOnlyList<OnnxRuntimePort> Outputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        var sizes = new Dictionary<Dimension, Dimension>();
        foreach (var (own, given) in Inputs.Zip(inputs))
        {
            if (
                inputs.Count != Inputs.Count
                || given.Type != own.Type
                || given.Shape.Rank != own.Shape.Rank
                || own.Shape.Zip(given.Shape).Any(pair => pair.First.IsStatic && pair.First != pair.Second)
            )
            {
                throw new DecantException($"expected {own.Type}{own.Shape}, received {given.Type}{given.Shape}.");
            }

            foreach (var (free, size) in own.Shape.Zip(given.Shape).Where(pair => !pair.First.IsStatic))
            {
                sizes.TryAdd(free, size);
            }
        }

        // A free first size of an output is the batch, whatever it is called.
        return
        [
            .. Outputs.Select(port => new TensorType(
                port.Type,
                new Shape(
                    port.Shape.Select(
                        (size, axis) =>
                            size.IsStatic ? size
                            : sizes.TryGetValue(size, out var known) ? known
                            : axis == 0 ? inputs[0].Shape[0]
                            : size
                    )
                )
            )),
        ];
    }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<ExternalMemory> inputs, ReadOnlySpan<ExternalMemory> outputs)
    {
        lock (_turn)
        {
            try
            {
                if (!IsBound(inputs, outputs))
                {
                    Bind(inputs, outputs);
                }

                _session.RunWithBinding(_options, _binding!);
            }
            catch (OnnxRuntimeException problem)
            {
                throw new DecantException($"ONNX Runtime: {problem.Message}", problem);
            }
        }
    }

    // Step after step the engine gives the same memory: then nothing is made anew.
    private bool IsBound(ReadOnlySpan<ExternalMemory> inputs, ReadOnlySpan<ExternalMemory> outputs) =>
        AreSame(_bound.AsSpan(0, Math.Min(_bound.Length, inputs.Length)), inputs)
        && AreSame(_bound.AsSpan(Math.Min(_bound.Length, inputs.Length)), outputs);

    private static bool AreSame(ReadOnlySpan<ExternalMemory> bound, ReadOnlySpan<ExternalMemory> given)
    {
        var same = bound.Length == given.Length;
        for (var i = 0; same && i < given.Length; i++)
        {
            same = IsSame(bound[i], given[i]);
        }

        return same;
    }

    private static bool IsSame(ExternalMemory bound, ExternalMemory given) =>
        bound.Pointer == given.Pointer && bound.Sizes.AsSpan().SequenceEqual(given.Sizes);

    private void Bind(ReadOnlySpan<ExternalMemory> inputs, ReadOnlySpan<ExternalMemory> outputs)
    {
        _bound = [];
        _binding?.Dispose();
        _binding = _session.CreateIoBinding();
        for (var i = 0; i < inputs.Length; i++)
        {
            using var value = Wrap(inputs[i]);
            _binding.BindInput(Inputs[i].Name, value);
        }

        for (var i = 0; i < outputs.Length; i++)
        {
            using var value = Wrap(outputs[i]);
            _binding.BindOutput(Outputs[i].Name, value);
        }

        _bound = [.. inputs, .. outputs];
    }

    private static OrtValue Wrap(ExternalMemory memory)
    {
        long[] sizes = [.. memory.Sizes.Select(size => (long)size)];
        var bytes = sizes.Aggregate((long)memory.Type.Size(), (product, size) => product * size);
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            (TensorElementType)memory.Type,
            sizes,
            memory.Pointer,
            bytes
        );
    }
}
