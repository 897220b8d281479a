using Decant.Cli.Benchmarks;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.OnnxRuntime;
using Decant.Students;
using Decant.Teachers;
using Decant.Tests.Shared;

namespace Decant.Cli.Tests.Benchmarks;

public sealed class InferenceBenchmarkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-infer-");
    private readonly string _file;

    public InferenceBenchmarkTests()
    {
        _file = Path.Combine(_folder.FullName, "mlp.onnx");
        OnnxFile.Write(Network.Build(new Mlp { Hidden = [20] }, [12], 4, InputScaling.None, 1), _file);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_network_alone_is_timed_and_weighed()
    {
        var report = Run(InferenceRuntime.Decant, null);

        Assert.Null(report.OnnxRuntime);
        Assert.Null(report.Ratio);
        Assert.Equal(4 * ((12 * 20) + 20 + (20 * 4) + 4), report.ParameterBytes);
        Assert.InRange(report.Flops, 3.0 * 2 * ((12 * 20) + (20 * 4)), 3.0 * 3 * ((12 * 20) + (20 * 4)));
        Assert.Equal(report.ParameterBytes + (4 * 3 * (12 + 4 + 4)), report.Bytes); // inputs, logits and probabilities
        Assert.True(
            0 < report.Decant!.Best && report.Decant.Best <= report.Decant.Median && report.Decant.Median <= report.Decant.Percentile95
        );
    }

    [Fact]
    public void A_file_that_fixes_its_batch_is_counted_by_that_batch()
    {
        var graph = new Graph("five");
        graph.AddOutput(graph.AddInput("x", ElementType.Float32, new Shape(5, 12)).Relu());
        OnnxFile.Write(graph, _file);

        var report = Run(InferenceRuntime.Decant, null);

        Assert.Equal((5, 60.0), (report.Batch, report.Flops));
    }

    [Fact]
    public void Other_sizes_that_a_file_leaves_free_are_told()
    {
        var graph = new Graph("words");
        var words = graph.AddInput("input_ids", ElementType.Int64, new Shape("N", "T"));
        var vectors = graph.AddParameter("table", new Tensor(ElementType.Float32, 7, 5)).Gather(words);
        graph.AddOutput(vectors.MatMul(graph.AddParameter("weight", new Tensor(ElementType.Float32, 5, 2))), "y");
        OnnxFile.Write(graph, _file);

        var report = Run(InferenceRuntime.Decant, null, new() { ["T"] = 11 });

        Assert.Equal((3, 3.0 * 11 * 2 * 5 * 2), (report.Batch, report.Flops));
        Assert.Equal(report.ParameterBytes + (3 * 11 * (8 + (4 * 2))), report.Bytes);
        Assert.Contains(
            "Say it with --dim T=NUMBER",
            Assert.Throws<DecantException>(() => Run(InferenceRuntime.Decant, null)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "--dim: unknown size 'U'",
            Assert.Throws<DecantException>(() => Run(InferenceRuntime.Decant, null, new() { ["T"] = 11, ["U"] = 2 })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_timing_ends_when_it_is_interrupted()
    {
        using var pool = new WorkerPool(1);
        using var interruption = new CancellationTokenSource();
        interruption.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            InferenceBenchmark.Run(
                _file,
                1,
                new Dictionary<string, int>(),
                1_000_000,
                DeviceCatalogue.Default(pool),
                TimeProvider.System,
                InferenceRuntime.Decant,
                null,
                interruption.Token
            )
        );
    }

    [Fact]
    public void Onnx_runtime_takes_turns_where_it_is_there()
    {
        OnnxRuntimeOracle.SkipIfMissing();

        var report = Run(null, new OnnxRuntimeSessions());

        Assert.Equal(report.OnnxRuntime!.Best / report.Decant!.Best, report.Ratio);
    }

    [Fact]
    public void Without_onnx_runtime_decant_is_timed_alone_unless_it_was_asked_for()
    {
        Assert.Null(Run(null, null).OnnxRuntime);
        Assert.Contains(
            "the package Decant.OnnxRuntime",
            Assert.Throws<DecantException>(() => Run(InferenceRuntime.OnnxRuntime, null)).Message,
            StringComparison.Ordinal
        );
    }

    private InferenceReport Run(InferenceRuntime? runtime, IExternalRuntime? onnxRuntime, Dictionary<string, int>? sizes = null)
    {
        using var pool = new WorkerPool(1);
        return InferenceBenchmark.Run(_file, 3, sizes ?? [], 40, DeviceCatalogue.Default(pool), TimeProvider.System, runtime, onnxRuntime);
    }
}
