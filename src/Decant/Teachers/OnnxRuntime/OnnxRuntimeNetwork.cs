using System.Runtime.InteropServices;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Teachers.OnnxRuntime;

/// <summary>A file that ONNX Runtime runs, through its C interface: for teachers with operators that Decant lacks.</summary>
internal sealed unsafe class OnnxRuntimeNetwork : IExternalNetwork
{
    private readonly OnnxRuntimeApi _api;
    private readonly nint _session;
    private readonly OnnxRuntimePort _input;
    private readonly OnnxRuntimePort[] _outputs;
    private readonly nint _inputName;
    private readonly nint[] _outputNames;

    private OnnxRuntimeNetwork(OnnxRuntimeApi api, nint session)
    {
        (_api, _session) = (api, session);
        _input = api.Ports(session, isInput: true) is [var only] ? only
            : throw new DecantException($"expected one input, received {string.Join(", ", api.Ports(session, isInput: true).Select(port => port.Name))}. Export the network with its other inputs as constants.");
        _outputs = [.. api.Ports(session, isInput: false).Where(port => Enum.IsDefined((ElementType)port.Type))];
        _inputName = Marshal.StringToCoTaskMemUTF8(_input.Name);
        _outputNames = [.. _outputs.Select(port => Marshal.StringToCoTaskMemUTF8(port.Name))];
    }

    /// <summary>Gives the session back.</summary>
    ~OnnxRuntimeNetwork()
    {
        _api.CloseSession(_session);
        foreach (var name in _outputNames.Append(_inputName))
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    /// <summary>A file as a graph of one node.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="library">ONNX Runtime's library; null to look for it.</param>
    /// <param name="threads">Threads that it computes with.</param>
    /// <exception cref="DecantException">The library is not there, or cannot run the file.</exception>
    public static Graph Read(string path, string? library, int threads)
    {
        if (!File.Exists(path))
        {
            throw new DecantException("there is no such file. Check the name; a model is an ONNX file.");
        }

        var api = new OnnxRuntimeApi(OnnxRuntimeLibrary.Load(library));
        var network = new OnnxRuntimeNetwork(api, api.OpenSession(path, threads));
        var graph = new Graph(Path.GetFileNameWithoutExtension(path));
        var input = graph.AddInput(network._input.Name, (ElementType)network._input.Type, network._input.Shape);
        foreach (var output in graph.AddNode(new ExternalNetwork(network), [input], "ONNX Runtime", [.. network._outputs.Select(port => port.Name)]).Outputs)
        {
            graph.AddOutput(output);
        }

        return graph;
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorType> Infer(TensorType input)
    {
        var own = _input.Shape;
        if ((int)input.Type != _input.Type || input.Shape.Rank != own.Rank || own.Zip(input.Shape).Any(pair => pair.First.IsStatic && pair.First != pair.Second))
        {
            throw new DecantException($"expected {(ElementType)_input.Type}{own}, received {input.Type}{input.Shape}.");
        }

        // A free first size of an output is the batch, whatever it is called.
        var sizes = own.Zip(input.Shape).Where(pair => !pair.First.IsStatic).GroupBy(pair => pair.First).ToDictionary(group => group.Key, group => group.First().Second);
        return [.. _outputs.Select(port => new TensorType((ElementType)port.Type, new Shape(port.Shape.Select((size, axis) =>
            size.IsStatic ? size : sizes.TryGetValue(size, out var known) ? known : axis == 0 ? input.Shape[0] : size))))];
    }

    /// <inheritdoc/>
    public void Run(ExternalMemory input, ReadOnlySpan<ExternalMemory> outputs)
    {
        Span<nint> values = stackalloc nint[outputs.Length];
        var given = Wrap(input);
        for (var i = 0; i < outputs.Length; i++)
        {
            values[i] = Wrap(outputs[i]);
        }

        try
        {
            _api.Run(_session, (byte*)_inputName, given, _outputNames, values);
        }
        finally
        {
            _api.ReleaseTensor(given);
            foreach (var value in values)
            {
                _api.ReleaseTensor(value);
            }
        }
    }

    private nint Wrap(ExternalMemory memory)
    {
        Span<long> sizes = stackalloc long[memory.Sizes.Length];
        long count = 1;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            sizes[axis] = memory.Sizes[axis];
            count *= sizes[axis];
        }

        return _api.CreateTensor(memory.Pointer, (nint)(count * memory.Type.Size()), sizes, (int)memory.Type);
    }
}
