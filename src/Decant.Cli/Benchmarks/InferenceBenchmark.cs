using Decant.Adoption.Texts;
using Decant.Engine;
using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Decant.Teachers;

namespace Decant.Cli.Benchmarks;

/// <summary>
/// Times the answers of an exported network, by Decant and, where it is there, by ONNX Runtime in turn. Both keep threads that wait for
/// work awake for a while, so they take turns in blocks, and the first calls of a block do not count.
/// </summary>
internal static class InferenceBenchmark
{
    private const int Block = 20;
    private const int Uncounted = 5;

    /// <summary>Times a network with all its outputs.</summary>
    /// <param name="file">The ONNX file.</param>
    /// <param name="batch">Samples of a call, 1 or more; a file that fixes its batch keeps it.</param>
    /// <param name="sizes">Numbers for other sizes that the file leaves free.</param>
    /// <param name="steps">Calls that count, of each program; as many more as complete a block of 20.</param>
    /// <param name="device">Threads and kernels.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="runtimes">Which programs; null for Decant, and ONNX Runtime if it is there.</param>
    /// <param name="onnxRuntime">ONNX Runtime, of the package Decant.OnnxRuntime; null where it is not used.</param>
    /// <param name="cancellation">Ends the timing between two calls.</param>
    /// <exception cref="DecantException">The file cannot be read or run, or ONNX Runtime was asked for and is not there.</exception>
    public static InferenceReport Run(
        string file,
        int batch,
        IReadOnlyDictionary<string, int> sizes,
        int steps,
        Device device,
        TimeProvider clock,
        InferenceRuntime? runtimes,
        IExternalRuntime? onnxRuntime,
        CancellationToken cancellation = default
    )
    {
        var graph = OnnxFile.Read(file);
        var bounds = Bounds(graph, batch, sizes);
        var isFree = bounds.Count > sizes.Count;
        using var probe = new MachineProbe(device.Pool, clock);
        using var ours = runtimes == InferenceRuntime.OnnxRuntime ? null : Compile(PassLists.Frozen.Run(graph), device, bounds);
        using var theirs =
            runtimes == InferenceRuntime.Decant ? null : Peer(file, onnxRuntime, device, batch, sizes, isWanted: runtimes is not null);
        var (oursTimes, theirsTimes) = (new List<double>(), new List<double>());
        while (Math.Max(oursTimes.Count, theirsTimes.Count) < steps)
        {
            probe.ProbePeak();
            probe.ProbeBandwidth();
            Time(ours, oursTimes);
            Time(theirs, theirsTimes);
        }

        var flops = GraphCost.Flops(sizes.Count > 0 ? OnnxFile.Read(file, sizes) : graph) * (isFree ? batch : 1);
        var parameters = graph.Initializers.Sum(value => value.Data!.ByteCount);
        var bytes = parameters + Moved(ours ?? theirs!);
        var timing = ours is null ? null : InferenceTiming.Of(oursTimes);
        return new InferenceReport
        {
            Model = file,
            Batch = isFree ? batch : FixedBatch(graph),
            Threads = device.Pool.Threads,
            Decant = timing,
            OnnxRuntime = theirs is null ? null : InferenceTiming.Of(theirsTimes),
            ArenaBytes = ours?.ArenaBytes ?? 0,
            ParameterBytes = parameters,
            Flops = flops,
            Bytes = bytes,
            RooflineShare = timing is null ? null : probe.Share(flops, bytes, timing.Best / 1e3),
        };

        void Time(Executable? network, List<double> times)
        {
            for (var i = 0; network is not null && i < Uncounted + Block; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var start = clock.GetTimestamp();
                network.Run();
                if (i >= Uncounted)
                {
                    times.Add(clock.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }
    }

    // ONNX Runtime is the other side of a comparison: without being asked for, its absence is no error.
    private static Executable? Peer(
        string file,
        IExternalRuntime? onnxRuntime,
        Device device,
        int batch,
        IReadOnlyDictionary<string, int> sizes,
        bool isWanted
    )
    {
        try
        {
            var graph = (
                onnxRuntime
                ?? throw new DecantException("ONNX Runtime is timed with the package Decant.OnnxRuntime, and it is not used here. Add it.")
            ).Read(file, device.Pool.Threads);
            return Compile(graph, device.WithoutProfile(), Bounds(graph, batch, sizes));
        }
        catch (DecantException) when (!isWanted)
        {
            return null;
        }
    }

    private static Executable Compile(Graph graph, Device device, Dictionary<string, int> bounds)
    {
        var executable = Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = device,
                Bounds = bounds,
                ConstantWeights = true,
            }
        );
        foreach (var input in graph.Inputs.Where(input => input.Type == ElementType.Float32))
        {
            var stream = new RandomStream(0, "inputs");
            foreach (ref var number in executable[input.Name].Span<float>())
            {
                number = stream.NextSingle();
            }
        }

        // Texts: every token is there, and has a row in the table that it is looked up in.
        foreach (var input in graph.Inputs.Where(input => input.Type == ElementType.Int64))
        {
            var stream = new RandomStream(0, input.Name);
            var rows = TokenTable.Of(graph, input)?.Shape[0].Size;
            foreach (ref var number in executable[input.Name].Span<long>())
            {
                number = rows is { } most ? stream.NextInt32(most) : 1;
            }
        }

        return executable;
    }

    // The first free size of an input is the batch; others must be told.
    private static Dictionary<string, int> Bounds(Graph graph, int batch, IReadOnlyDictionary<string, int> sizes)
    {
        var names = graph
            .Inputs.SelectMany(input => input.Shape.SelectMany((size, axis) => size.Names().Select(name => (name, axis))))
            .DistinctBy(pair => pair.name)
            .ToArray();
        if (sizes.Keys.FirstOrDefault(name => names.All(pair => pair.name != name)) is { } surplus)
        {
            throw new DecantException($"--dim: {NearestName.Explain("size", surplus, names.Select(pair => pair.name))}.");
        }

        return names.FirstOrDefault(pair => pair.axis > 0 && !sizes.ContainsKey(pair.name)) is { name: { } unknown }
            ? throw new DecantException(
                $"{graph.Name}: expected a number for '{unknown}', which the file leaves free. Say it with --dim {unknown}=NUMBER."
            )
            : names.ToDictionary(pair => pair.name, pair => sizes.GetValueOrDefault(pair.name, batch));
    }

    private static int FixedBatch(Graph graph) => graph.Inputs.FirstOrDefault() is { Shape: [var first, ..] } ? first.Size : 1;

    private static double Moved(Executable network) =>
        network.Graph.Inputs.Concat(network.Graph.Outputs).Sum(value => (double)network[value.Name].ByteCount);
}
