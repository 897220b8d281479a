using System.Text.Json;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;

namespace Decant.Engine.Inference;

/// <summary>
/// A trained network that answers, from its ONNX file alone. Any number of threads may call
/// <see cref="Predict(ReadOnlySpan{float}, Span{float})"/> and
/// <see cref="Run(IReadOnlyDictionary{string, Tensor}, IReadOnlyDictionary{string, Tensor})"/> at the same time: each call borrows memory
/// and a plan that wait for the next one afterwards, so a call allocates nothing once as many have run at the same time before. No native
/// library is needed.
/// </summary>
/// <remarks>
/// Files that Decant wrote take what the user holds: pictures [N, C, H, W] from 0 to 1, rows of numbers [N, D] as they are in the table;
/// scaling is inside.
/// <c>Predict</c> is for files with one float input whose first axis is the batch, N; <c>Run</c> for all.
/// </remarks>
public sealed class Model : IDisposable
{
    // Where files keep the names of their answers, as a JSON list.
    private static readonly string[] s_nameKeys = ["decant.classes", "decant.labels", "decant.targets"];

    private readonly Lazy<(VectorForm Form, ModelPlans<VectorSession> Plans)> _vector;
    private readonly Lazy<(NamedForm Form, ModelPlans<NamedSession> Plans)> _named;
    private volatile bool _isDisposed;

    private Model(Graph file, string title, ModelOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        OutputName = VectorForm.Answer(file, title, options.Output).Name;
        _vector = new(() =>
        {
            var form = VectorForm.Of(file, title, options.Output);
            return (form, new ModelPlans<VectorSession>(bounds => new VectorSession(form, options.Threads, bounds)));
        });
        _named = new(() =>
        {
            var form = new NamedForm(file);
            return (form, new ModelPlans<NamedSession>(bounds => new NamedSession(form, options.Threads, bounds)));
        });
        Inputs = [.. file.Inputs.Select(value => new ModelValue(value.Name, value.Type, value.Shape))];
        Outputs = [.. file.Outputs.Select(value => new ModelValue(value.Name, value.Type, value.Shape))];
        Metadata = file.Metadata.AsReadOnly();
        AnswerNames = NamesIn(file);
    }

    /// <summary>What the file takes.</summary>
    public IReadOnlyList<ModelValue> Inputs { get; }

    /// <summary>What the file answers.</summary>
    public IReadOnlyList<ModelValue> Outputs { get; }

    /// <summary>The shape of one sample, without the batch: [C, H, W] of pictures, [D] of rows.</summary>
    /// <exception cref="DecantException">The file is none for <c>Predict</c>.</exception>
    public IReadOnlyList<int> InputShape => Form.InputShape;

    /// <summary>Numbers in one sample.</summary>
    /// <exception cref="DecantException">The file is none for <c>Predict</c>.</exception>
    public int InputSize => Form.InputSize;

    /// <summary>The name of the output that <c>Predict</c> answers.</summary>
    public string OutputName { get; }

    /// <summary>The shape of the answer to one sample, such as [C].</summary>
    /// <exception cref="DecantException">The file is none for <c>Predict</c>.</exception>
    public IReadOnlyList<int> OutputShape => Form.OutputShape;

    /// <summary>Numbers in the answer to one sample.</summary>
    /// <exception cref="DecantException">The file is none for <c>Predict</c>.</exception>
    public int OutputSize => Form.OutputSize;

    /// <summary>Classes, labels or numbers in the order of the answers; empty where the file does not say.</summary>
    public IReadOnlyList<string> AnswerNames { get; }

    /// <summary>Words that travel with the file, by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    private VectorForm Form => _vector.Value.Form;

    /// <summary>Reads a file.</summary>
    /// <param name="path">An ONNX file of opset 1 to 28.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <exception cref="DecantException">The file is missing or damaged, uses what the engine lacks, or has no output of float32 numbers,
    /// or none of the wanted name.</exception>
    public static Model Load(string path, ModelOptions? options = null)
    {
        options ??= new ModelOptions();
        return new Model(OnnxFile.Read(path, options.Sizes), path, options);
    }

    /// <summary>Reads a model from memory, an embedded resource or a download.</summary>
    /// <param name="onnx">The bytes of an ONNX file.</param>
    /// <param name="options">How it runs; null for the defaults. Sizes must be fixed in the file.</param>
    /// <exception cref="DecantException">As for a file.</exception>
    public static Model Load(Stream onnx, ModelOptions? options = null) =>
        new(OnnxFile.Read(onnx), "the stream", options ?? new ModelOptions());

    /// <summary>Answers one sample, or several at once.</summary>
    /// <param name="input">N · <see cref="InputSize"/> numbers, sample after sample.</param>
    /// <param name="output">Is given N · <see cref="OutputSize"/> numbers, answer after answer.</param>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    /// <exception cref="DecantException">The file has several inputs, or others than float32 numbers of a fixed size for each sample:
    /// <c>Run</c> takes those.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var (form, plans) = _vector.Value;
        var count = input.Length / form.InputSize;
        if (count == 0 || input.Length != (long)count * InputSize)
        {
            throw new ArgumentException(
                $"Predict: expected a multiple of {InputSize} numbers, [{string.Join(", ", InputShape)}] for each "
                    + $"sample, received {input.Length}.",
                nameof(input)
            );
        }

        if (output.Length != (long)count * OutputSize)
        {
            throw new ArgumentException(
                $"Predict: expected room for {(long)count * OutputSize} numbers, {OutputSize} for each of {count} "
                    + $"samples, received {output.Length}.",
                nameof(output)
            );
        }

        var session = plans.Borrow([count]);
        try
        {
            session.Run(input, count, output);
        }
        finally
        {
            plans.Return(session);
        }
    }

    /// <summary>Answers one sample, or several at once, in memory of their own.</summary>
    /// <param name="input">N · <see cref="InputSize"/> numbers, sample after sample.</param>
    /// <returns>N · <see cref="OutputSize"/> numbers, answer after answer.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of a sample's.</exception>
    public float[] Predict(ReadOnlySpan<float> input)
    {
        var output = new float[input.Length / InputSize * OutputSize];
        Predict(input, output);
        return output;
    }

    /// <summary>Answers tensors by the names of the file's inputs; allocates nothing once a call of such sizes has run.</summary>
    /// <param name="inputs">All of <see cref="Inputs"/>. Sizes with a name, such as <c>N</c> samples of <c>T</c> tokens, are 1 or
    /// more.</param>
    /// <param name="outputs">Some of <see cref="Outputs"/>, or all: memory that is given the answers, as many elements as there will
    /// be.</param>
    /// <exception cref="ArgumentException">An input is missing or does not fit, or an output is unknown or of another size.</exception>
    /// <exception cref="DecantException">The network cannot run with such sizes.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Run(IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyDictionary<string, Tensor> outputs)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var (form, plans) = _named.Value;
        Span<int> sizes = stackalloc int[form.Sizes.Length];
        form.Measure(inputs, sizes);
        form.Check(outputs, sizes);
        var session = plans.Borrow(sizes);
        try
        {
            session.Run(sizes, inputs, outputs);
        }
        finally
        {
            plans.Return(session);
        }
    }

    /// <summary>Answers tensors by the names of the file's inputs, in memory of their own.</summary>
    /// <param name="inputs">All of <see cref="Inputs"/>.</param>
    /// <returns>All of <see cref="Outputs"/>.</returns>
    /// <exception cref="ArgumentException">An input is missing or does not fit.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        var form = _named.Value.Form;
        var sizes = new int[form.Sizes.Length];
        form.Measure(inputs, sizes);
        var outputs = form.Outputs.ToDictionary(port => port.Name, port => new Tensor(port.Type, port.Dimensions(sizes)));
        Run(inputs, outputs);
        return outputs;
    }

    /// <summary>Frees the memory. Calls that are under way end as they would.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        if (_vector.IsValueCreated)
        {
            _vector.Value.Plans.Dispose();
        }

        if (_named.IsValueCreated)
        {
            _named.Value.Plans.Dispose();
        }
    }

    private static IReadOnlyList<string> NamesIn(Graph file)
    {
        try
        {
            return s_nameKeys
                .Select(key => file.Metadata.TryGetValue(key, out var text) ? JsonSerializer.Deserialize<string[]>(text) ?? [] : [])
                .FirstOrDefault(names => names.Length > 0, []);
        }
        catch (JsonException)
        {
            // Names that another program has damaged are as good as none.
            return [];
        }
    }
}
