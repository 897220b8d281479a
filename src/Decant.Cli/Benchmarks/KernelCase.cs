using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;

namespace Decant.Cli.Benchmarks;

/// <summary>One thing that <c>decant bench kernels</c> times: something small that reports its operators to a profile.</summary>
/// <param name="Name">What and how big.</param>
/// <param name="Operators">How the names of the operators begin that count; where there are none of this name, all count together.</param>
/// <param name="Open">Makes it ready to run.</param>
internal sealed record KernelCase(string Name, string Operators, Func<Device, KernelRun> Open)
{
    /// <summary>Every case.</summary>
    public static IReadOnlyList<KernelCase> All { get; } =
    [
        .. ProductCases.All,
        .. ConvolutionCases.All,
        .. NormalizationCases.All,
        .. SoftmaxCases.All,
        .. AttentionCases.All,
        .. OptimizerCases.All,
    ];

    /// <summary>The operators of a graph whose inputs are random numbers.</summary>
    /// <param name="name">What and how big.</param>
    /// <param name="operators">How the names of the operators begin that count.</param>
    /// <param name="build">Builds the graph, and says its output.</param>
    public static KernelCase Of(string name, string operators, Action<Graph> build) => new(name, operators, device =>
        {
            var graph = new Graph(name);
            build(graph);
            var executable = Executable.Compile(graph, new CompileOptions { Device = device });
            foreach (var input in graph.Inputs)
            {
                var stream = new RandomStream(1, input.Name);
                foreach (ref var number in executable[input.Name].Span<float>())
                {
                    number = stream.NextSingle() - 0.5f;
                }
            }

            return new KernelRun(executable.Run, executable);
        });
}

/// <summary>A case that is ready.</summary>
/// <param name="Once">Runs it once.</param>
/// <param name="Memory">What it holds.</param>
internal sealed record KernelRun(Action Once, IDisposable Memory) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Memory.Dispose();
}
