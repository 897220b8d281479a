using System.Text.Json;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Passes;

namespace Decant.Engine.Inference;

/// <summary>
/// A trained network that answers, from its ONNX file alone. Any number of threads may call
/// <see cref="Predict(ReadOnlySpan{float}, Span{float})"/> at the same time: each call borrows memory and a plan
/// that wait for the next one afterwards, so a call allocates nothing once as many have run at the same time before. No native library is
/// needed.
/// </summary>
/// <remarks>
/// The file has one float input whose first axis is the batch, N. Files that Decant wrote take what the user holds: pictures [N, C, H, W]
/// from 0 to 1, rows of numbers
/// [N, D] as they are in the table; scaling is inside.
/// </remarks>
public sealed class Model : IDisposable
{
    // Where files keep the names of their answers, as a JSON list.
    private static readonly string[] s_nameKeys = ["decant.classes", "decant.labels", "decant.targets"];
    private static readonly string[] s_answers = ["probabilities", "prediction"];

    // Two for each processor: more callers than that at once are rare, and then a plan is made for the call.
    private readonly ModelSession?[] _idle = new ModelSession?[2 * Environment.ProcessorCount];
    private readonly Graph _network;
    private readonly int _threads;
    private readonly string _title;
    private volatile bool _isDisposed;

    private Model(Graph file, string title, ModelOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        (_title, _threads) = (title, options.Threads);
        var output = Output(file, options.Output);
        _network = PassLists.Frozen.Run(DeadCode.Remove(file, [output.Name]));
        var input = Input();
        if (output.Shape.Rank == 0 || !output.Shape[0].Equals(input.Shape[0]) || output.Shape.Skip(1).Any(size => !size.IsStatic))
        {
            throw new DecantException($"Model '{title}': expected an output of a fixed size for each of the N samples, '{output.Name}' is {output.Shape}. Choose another one: {Names(file.Outputs)}.");
        }

        InputShape = [.. input.Shape.Skip(1).Select(size => size.Size)];
        OutputShape = [.. output.Shape.Skip(1).Select(size => size.Size)];
        InputSize = InputShape.Aggregate(1, (product, size) => checked(product * size));
        OutputSize = OutputShape.Aggregate(1, (product, size) => checked(product * size));
        (OutputName, Metadata) = (output.Name, file.Metadata.AsReadOnly());
        AnswerNames = NamesIn(file);
    }

    /// <summary>The shape of one sample, without the batch: [C, H, W] of pictures, [D] of rows.</summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>Numbers in one sample.</summary>
    public int InputSize { get; }

    /// <summary>The name of the output that is answered.</summary>
    public string OutputName { get; }

    /// <summary>The shape of the answer to one sample, such as [C].</summary>
    public IReadOnlyList<int> OutputShape { get; }

    /// <summary>Numbers in the answer to one sample.</summary>
    public int OutputSize { get; }

    /// <summary>Classes, labels or numbers in the order of the answers; empty where the file does not say.</summary>
    public IReadOnlyList<string> AnswerNames { get; }

    /// <summary>Words that travel with the file, by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">An ONNX file of opset 1 to 28.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <exception cref="DecantException">The file is missing or damaged, uses what the engine lacks, has several inputs or free sizes
    /// without a number.</exception>
    public static Model Load(string path, ModelOptions? options = null)
    {
        options ??= new ModelOptions();
        return new Model(OnnxFile.Read(path, options.Sizes), path, options);
    }

    /// <summary>Reads a model from memory, an embedded resource or a download.</summary>
    /// <param name="onnx">The bytes of an ONNX file.</param>
    /// <param name="options">How it runs; null for the defaults. Sizes must be fixed in the file.</param>
    /// <exception cref="DecantException">As for a file.</exception>
    public static Model Load(Stream onnx, ModelOptions? options = null) => new(OnnxFile.Read(onnx), "the stream", options ?? new ModelOptions());

    /// <summary>Answers one sample, or several at once.</summary>
    /// <param name="input">N · <see cref="InputSize"/> numbers, sample after sample.</param>
    /// <param name="output">Is given N · <see cref="OutputSize"/> numbers, answer after answer.</param>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var count = input.Length / InputSize;
        if (count == 0 || input.Length != (long)count * InputSize)
        {
            throw new ArgumentException($"Predict: expected a multiple of {InputSize} numbers, [{string.Join(", ", InputShape)}] for each sample, received {input.Length}.", nameof(input));
        }

        if (output.Length != (long)count * OutputSize)
        {
            throw new ArgumentException($"Predict: expected room for {(long)count * OutputSize} numbers, {OutputSize} for each of {count} samples, received {output.Length}.", nameof(output));
        }

        var session = Borrow(count);
        try
        {
            session.Run(input, count, output);
        }
        finally
        {
            Return(session);
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

    /// <summary>Frees the memory. Calls that are under way end as they would.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        for (var place = 0; place < _idle.Length; place++)
        {
            Interlocked.Exchange(ref _idle[place], null)?.Dispose();
        }
    }

    private ModelSession Borrow(int count)
    {
        for (var place = 0; place < _idle.Length; place++)
        {
            if (Volatile.Read(ref _idle[place]) is { } seen && seen.Most >= count && Interlocked.CompareExchange(ref _idle[place], null, seen) == seen)
            {
                return seen;
            }
        }

        // A power of two, so that batches that grow make few plans.
        return new ModelSession(_network, _threads, checked((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count)));
    }

    private void Return(ModelSession session)
    {
        for (var place = 0; place < _idle.Length && !_isDisposed; place++)
        {
            // In a full row a larger plan takes the place of a smaller one: it serves both.
            if (Interlocked.CompareExchange(ref _idle[place], session, null) is null)
            {
                if (_isDisposed)
                {
                    Interlocked.Exchange(ref _idle[place], null)?.Dispose();
                }

                return;
            }

            if (Volatile.Read(ref _idle[place]) is { } kept && kept.Most < session.Most && Interlocked.CompareExchange(ref _idle[place], session, kept) == kept)
            {
                kept.Dispose();
                return;
            }
        }

        session.Dispose();
    }

    private Value Input()
    {
        if (_network.Inputs is not [var input])
        {
            throw new DecantException($"Model '{_title}': expected one input, received {Names(_network.Inputs)}. {nameof(DynamicNetwork)} runs networks of several inputs.");
        }

        if (input.Type != ElementType.Float32 || input.Shape.Rank == 0)
        {
            throw new DecantException($"Model '{_title}': expected an input of float32 numbers with a batch axis, received {input}. {nameof(DynamicNetwork)} runs networks of other inputs.");
        }

        return input.Shape.Skip(1).FirstOrDefault(size => !size.IsStatic) is { IsStatic: false } free
            ? throw new DecantException($"Model '{_title}': the input {input} leaves the size {free} free. Give it a number: new ModelOptions {{ Sizes = new Dictionary<string, int> {{ [\"{free}\"] = 224 }} }}.")
            : input;
    }

    private Value Output(Graph file, string? wanted)
    {
        var floats = file.Outputs.Where(output => output.Type == ElementType.Float32).ToArray();
        if (wanted is not null)
        {
            return floats.FirstOrDefault(output => output.Name == wanted)
                ?? throw new DecantException($"Model '{_title}': {NearestName.Explain("output of float32 numbers", wanted, floats.Select(output => output.Name))}.");
        }

        return floats.FirstOrDefault(output => s_answers.Contains(output.Name)) ?? floats.FirstOrDefault()
            ?? throw new DecantException($"Model '{_title}': expected an output of float32 numbers, received {Names(file.Outputs)}. Export the model with its probabilities.");
    }

    private static IReadOnlyList<string> NamesIn(Graph file)
    {
        try
        {
            return s_nameKeys.Select(key => file.Metadata.TryGetValue(key, out var text) ? JsonSerializer.Deserialize<string[]>(text) ?? [] : []).FirstOrDefault(names => names.Length > 0, []);
        }
        catch (JsonException)
        {
            // Names that another program has damaged are as good as none.
            return [];
        }
    }

    private static string Names(IEnumerable<Value> values) => string.Join(", ", values);
}
