using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Tests.Shared;

/// <summary>One run of a graph on given inputs.</summary>
internal static class GraphRun
{
    private static readonly WorkerPool Pool = new(1);

    /// <summary>The outputs by name.</summary>
    /// <param name="graph">Any graph whose unknown sizes can be seen from its inputs.</param>
    /// <param name="inputs">Numbers for all its inputs.</param>
    /// <param name="kernels">Which kernels run it.</param>
    public static Dictionary<string, Tensor> Of(Graph graph, IReadOnlyDictionary<string, Tensor> inputs, string kernels)
    {
        var sizes = new Dictionary<string, int>();
        foreach (var input in graph.Inputs)
        {
            foreach (
                var (size, number) in input
                    .Shape.Zip(inputs[input.Name].Dimensions.ToArray())
                    .Where(pair => !pair.First.IsStatic && pair.First.Factor == 1)
            )
            {
                sizes[size.Symbols] = number;
            }
        }

        lock (Pool)
        {
            using var executable = Executable.Compile(
                graph,
                new CompileOptions
                {
                    Device = DeviceCatalogue.Open(kernels, Pool),
                    Bounds = sizes,
                    Poison = true,
                }
            );
            foreach (var input in graph.Inputs.Where(input => executable.Has(input.Name)))
            {
                executable[input.Name].CopyFrom(inputs[input.Name]);
            }

            executable.Run();
            return graph.Outputs.ToDictionary(
                output => output.Name,
                output =>
                {
                    var copy = new Tensor(output.Type, [.. output.Shape.Select(size => size.Resolve(sizes))]);
                    executable[output.Name].Bytes()[..copy.Bytes().Length].CopyTo(copy.Bytes());
                    return copy;
                }
            );
        }
    }
}
