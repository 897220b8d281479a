using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Engine.Tests.Execution;

/// <summary>Compiles a graph, runs it once on numbers given by name, and gives every output's numbers back.</summary>
internal sealed record GraphRun(Graph Graph, string Kernels)
{
    public int Threads { get; init; } = 1;

    public bool Poison { get; init; }

    /// <summary>Bounds of the named sizes.</summary>
    public IReadOnlyDictionary<string, int> Bounds { get; init; } = new Dictionary<string, int>();

    /// <summary>Named sizes of this run where they are below their bounds.</summary>
    public IReadOnlyDictionary<string, int> Sizes { get; init; } = new Dictionary<string, int>();

    public Dictionary<string, double[]> Of(IReadOnlyDictionary<string, double[]> feeds)
    {
        using var pool = new WorkerPool(Threads);
        using var executable = Executable.Compile(
            Graph,
            new CompileOptions
            {
                Device = DeviceCatalogue.Open(Kernels, pool),
                Bounds = Bounds,
                Poison = Poison,
            }
        );
        return Run(executable, feeds);
    }

    /// <summary>Runs a graph that is compiled already.</summary>
    public Dictionary<string, double[]> Run(Executable executable, IReadOnlyDictionary<string, double[]> feeds)
    {
        foreach (var (name, size) in Sizes)
        {
            executable.Resize(name, size);
        }

        foreach (var input in executable.Graph.Inputs)
        {
            Write(executable[input.Name], feeds[input.Name]);
        }

        executable.Run();
        var actual = Bounds.Concat(Sizes).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        return executable.Graph.Outputs.ToDictionary(
            output => output.Name,
            output => Read(executable[output.Name])[..output.Shape.Elements.Resolve(actual)]
        );
    }

    public static double[] Read(Tensor tensor) =>
        tensor.Type switch
        {
            ElementType.Float32 => Array.ConvertAll(tensor.Span<float>().ToArray(), x => (double)x),
            ElementType.Float64 => tensor.Span<double>().ToArray(),
            ElementType.Int64 => Array.ConvertAll(tensor.Span<long>().ToArray(), x => (double)x),
            ElementType.Int32 => Array.ConvertAll(tensor.Span<int>().ToArray(), x => (double)x),
            ElementType.UInt8 => Array.ConvertAll(tensor.Span<byte>().ToArray(), x => (double)x),
            ElementType.Int8 => Array.ConvertAll(tensor.Span<sbyte>().ToArray(), x => (double)x),
            ElementType.Bool => Array.ConvertAll(tensor.Span<bool>().ToArray(), x => x ? 1.0 : 0),
            _ => throw new NotSupportedException(tensor.ToString()),
        };

    public static void Write(Tensor tensor, double[] numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            switch (tensor.Type)
            {
                case ElementType.Float32:
                    tensor.Span<float>()[i] = (float)numbers[i];
                    break;
                case ElementType.Float64:
                    tensor.Span<double>()[i] = numbers[i];
                    break;
                case ElementType.Int64:
                    tensor.Span<long>()[i] = (long)numbers[i];
                    break;
                case ElementType.Int32:
                    tensor.Span<int>()[i] = (int)numbers[i];
                    break;
                case ElementType.UInt8:
                    tensor.Span<byte>()[i] = (byte)numbers[i];
                    break;
                case ElementType.Int8:
                    tensor.Span<sbyte>()[i] = (sbyte)numbers[i];
                    break;
                case ElementType.Bool:
                    tensor.Span<bool>()[i] = numbers[i] != 0;
                    break;
                default:
                    throw new NotSupportedException(tensor.ToString());
            }
        }
    }
}
