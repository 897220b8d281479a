using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;

namespace Decant.Engine.Onnx;

/// <summary>
/// Models as ONNX files. Value names, the order of inputs, outputs and initialisers, metadata, and which initialisers are
/// trained survive writing and reading. 16-bit floats are read as 32-bit floats.
/// </summary>
public static class OnnxFile
{
    /// <summary>The opset that is written when none is asked for.</summary>
    public const int DefaultOpset = 17;

    private static readonly string[] s_weights = [".pt", ".pth", ".th", ".safetensors"];

    // The deepest network nests attributes in nodes in graphs a few times; every level costs stack.
    private const int DeepestNesting = 64;

    /// <summary>Reads a model.</summary>
    /// <param name="path">A .onnx file of opset 1 to 28.</param>
    /// <returns>The graph, with shapes inferred.</returns>
    /// <exception cref="DecantException">The file is missing, damaged or no ONNX model, or uses what Decant does not know; says where and
    /// what.</exception>
    public static Graph Read(string path) => Read(path, new Dictionary<string, int>());

    /// <summary>
    /// Reads a model whose inputs have sizes without a number, where those are known now. Convolutions, for one, need height and width.
    /// </summary>
    /// <param name="path">A .onnx file of opset 1 to 28.</param>
    /// <param name="sizes">Numbers for names of sizes (ONNX's <c>dim_param</c>); a size without a name is named after its input and axis,
    /// such as <c>x.2</c>.</param>
    /// <returns>The graph, with shapes inferred.</returns>
    /// <exception cref="DecantException">The file is missing, damaged or no ONNX model, or uses what Decant does not know; says where and
    /// what.</exception>
    public static Graph Read(string path, IReadOnlyDictionary<string, int> sizes)
    {
        return Open(path, (stream, folder) => Read(stream, path, folder, sizes));
    }

    /// <summary>Opens a model's file; an error says in a sentence what is wrong with it.</summary>
    /// <param name="path">A .onnx file.</param>
    /// <param name="read">Is given the file's bytes and its folder.</param>
    internal static T Open<T>(string path, Func<Stream, string?, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new DecantException(
                $"Reading {path}: expected an ONNX file, this is a folder. Name the file in it, such as student.onnx of a run."
            );
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            return read(stream, Path.GetDirectoryName(Path.GetFullPath(path)));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DecantException($"Reading {path}: there is no such file. Check the name; a model is an ONNX file.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DecantException($"Reading {path}: the file cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>What a model's inputs are said to be, whatever its operators. Inputs that are initialisers as well are none.</summary>
    /// <param name="path">A .onnx file.</param>
    /// <exception cref="DecantException">The file is no ONNX model, or an input is no tensor.</exception>
    internal static IReadOnlyList<(string Name, Shape Shape)> Inputs(string path)
    {
        var graph = Parse(path).Graph ?? new GraphProto();
        var given = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        return [.. graph.Input.Where(input => !given.Contains(input.Name)).Select(input => (input.Name, InputFormat.Read(input).Shape))];
    }

    /// <summary>Words that travel with a model, by key, whatever its operators.</summary>
    /// <param name="path">A .onnx file.</param>
    /// <exception cref="DecantException">The file is missing or no ONNX model.</exception>
    public static IReadOnlyDictionary<string, string> Metadata(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(path).MetadataProps.GroupBy(word => word.Key).ToDictionary(words => words.Key, words => words.Last().Value);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DecantException(
                $"Reading {path}: the file cannot be read: {problem.Message} Check the name; a model is an ONNX file.",
                problem
            );
        }
    }

    /// <summary>Float numbers in a model's initialisers, whatever its operators.</summary>
    /// <param name="path">A .onnx file.</param>
    /// <exception cref="DecantException">The file is no ONNX model.</exception>
    internal static long CountNumbers(string path) =>
        (Parse(path).Graph?.Initializer ?? [])
            .Where(tensor =>
                tensor.DataType
                    is (int)ElementType.Float32
                        or (int)ElementType.Float64
                        or OnnxElementType.Float16
                        or OnnxElementType.BFloat16
            )
            .Sum(tensor => tensor.Dims.Aggregate(1L, (product, size) => product * size));

    private static ModelProto Parse(string path)
    {
        using var stream = File.OpenRead(path);
        return Parse(stream, path);
    }

    /// <summary>The classes of a file.</summary>
    /// <exception cref="DecantException">The bytes are no ONNX model.</exception>
    internal static ModelProto Parse(Stream stream, string name)
    {
        try
        {
            return ModelProto
                .Parser.WithDiscardUnknownFields(true)
                .ParseFrom(CodedInputStream.CreateWithLimits(stream, int.MaxValue, DeepestNesting));
        }
        catch (InvalidProtocolBufferException problem)
        {
            throw new DecantException(
                $"Reading {name}: expected an ONNX model, but the bytes do not form one. "
                    + (
                        s_weights.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)
                            ? "It seems to hold weights alone: 'decant convert' makes an ONNX file of them and their network."
                            : "The file is damaged, cut short or of another kind."
                    ),
                problem
            );
        }
    }

    /// <summary>Reads a model that holds all its data itself.</summary>
    /// <param name="stream">The file's bytes, to the end.</param>
    /// <param name="name">What errors call the model.</param>
    /// <returns>The graph, with shapes inferred.</returns>
    /// <exception cref="DecantException">The bytes are damaged or no ONNX model, or the model uses what Decant does not know; says where
    /// and what.</exception>
    public static Graph Read(Stream stream, string name = "the model") => Read(stream, name, null);

    /// <summary>Reads a model.</summary>
    /// <param name="stream">The file's bytes, to the end.</param>
    /// <param name="name">What errors call the model.</param>
    /// <param name="folder">Where the model's other files are; null if it has none.</param>
    /// <param name="sizes">Numbers for sizes that the file only names.</param>
    internal static Graph Read(Stream stream, string name, string? folder, IReadOnlyDictionary<string, int>? sizes = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var model = Parse(stream, name);
        try
        {
            return ModelReader.Read(model, new TensorSource(new ExternalData(folder)), sizes);
        }
        catch (DecantException problem)
        {
            throw new DecantException($"Reading {name}: {problem.Message}", problem);
        }
    }

    /// <summary>Writes a graph; under the final name there is the old file or the whole new one, never a part.</summary>
    /// <param name="graph">A forward graph: operators of ONNX only, nothing fused.</param>
    /// <param name="path">The file; its folder is made when it is missing.</param>
    /// <param name="opset">Version of the operators, 13 to 24.</param>
    /// <exception cref="DecantException">The graph holds what ONNX cannot express, or the place cannot be written.</exception>
    public static void Write(Graph graph, string path, int opset = DefaultOpset)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Write(graph, stream, opset));
    }

    /// <summary>Writes a graph. The same graph gives the same bytes.</summary>
    /// <param name="graph">A forward graph: operators of ONNX only, nothing fused.</param>
    /// <param name="stream">Where the bytes go.</param>
    /// <param name="opset">Version of the operators, 13 to 24.</param>
    /// <exception cref="DecantException">The graph holds what ONNX cannot express.</exception>
    public static void Write(Graph graph, Stream stream, int opset = DefaultOpset)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelWriter.Write(graph, opset).WriteTo(stream);
    }
}
