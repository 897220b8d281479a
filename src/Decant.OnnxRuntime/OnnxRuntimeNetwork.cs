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

    /// <summary>A session with one input.</summary>
    /// <exception cref="DecantException">It takes several inputs, or what is no tensor.</exception>
    public OnnxRuntimeNetwork(InferenceSession session)
    {
        _session = session;
        Input = session.InputNames is [var only]
            ? OnnxRuntimePort.Of(only, session.InputMetadata[only])
                ?? throw new DecantException(
                    $"expected a tensor of numbers as input, received {session.InputMetadata[only].OnnxValueType} "
                        + $"'{only}' of {session.InputMetadata[only].ElementDataType}."
                )
            : throw new DecantException(
                $"expected one input, received {string.Join(", ", session.InputNames)}. Export the network with its "
                    + $"other inputs as constants."
            );
        Outputs = [.. session.OutputNames.Select(name => OnnxRuntimePort.Of(name, session.OutputMetadata[name])).OfType<OnnxRuntimePort>()];
    }

    /// <summary>What it takes.</summary>
    public OnnxRuntimePort Input { get; }

    /// <summary>What it answers, as far as it is tensors of numbers.</summary>
    public IReadOnlyList<OnnxRuntimePort> Outputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorType> Infer(TensorType input)
    {
        var own = Input.Shape;
        if (
            input.Type != Input.Type
            || input.Shape.Rank != own.Rank
            || own.Zip(input.Shape).Any(pair => pair.First.IsStatic && pair.First != pair.Second)
        )
        {
            throw new DecantException($"expected {Input.Type}{own}, received {input.Type}{input.Shape}.");
        }

        // A free first size of an output is the batch, whatever it is called.
        var sizes = own.Zip(input.Shape)
            .Where(pair => !pair.First.IsStatic)
            .GroupBy(pair => pair.First)
            .ToDictionary(group => group.Key, group => group.First().Second);
        return
        [
            .. Outputs.Select(port => new TensorType(
                port.Type,
                new Shape(
                    port.Shape.Select(
                        (size, axis) =>
                            size.IsStatic ? size
                            : sizes.TryGetValue(size, out var known) ? known
                            : axis == 0 ? input.Shape[0]
                            : size
                    )
                )
            )),
        ];
    }

    /// <inheritdoc/>
    public void Run(ExternalMemory input, ReadOnlySpan<ExternalMemory> outputs)
    {
        lock (_turn)
        {
            try
            {
                if (!IsBound(input, outputs))
                {
                    Bind(input, outputs);
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
    private bool IsBound(ExternalMemory input, ReadOnlySpan<ExternalMemory> outputs)
    {
        var same = _bound.Length == outputs.Length + 1 && IsSame(_bound[^1], input);
        for (var i = 0; same && i < outputs.Length; i++)
        {
            same = IsSame(_bound[i], outputs[i]);
        }

        return same;
    }

    private static bool IsSame(ExternalMemory bound, ExternalMemory given) =>
        bound.Pointer == given.Pointer && bound.Sizes.AsSpan().SequenceEqual(given.Sizes);

    private void Bind(ExternalMemory input, ReadOnlySpan<ExternalMemory> outputs)
    {
        _bound = [];
        _binding?.Dispose();
        _binding = _session.CreateIoBinding();
        using (var value = Wrap(input))
        {
            _binding.BindInput(Input.Name, value);
        }

        for (var i = 0; i < outputs.Length; i++)
        {
            using var value = Wrap(outputs[i]);
            _binding.BindOutput(Outputs[i].Name, value);
        }

        _bound = [.. outputs, input];
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
