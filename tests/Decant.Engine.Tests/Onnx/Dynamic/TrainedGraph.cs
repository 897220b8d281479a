using System.Runtime.CompilerServices;
using System.Text.Json;
using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Onnx.Dynamic;

/// <summary>
/// A network of a file with a loss and the derivatives by all its weights: judged by PyTorch's steps and by central differences.
/// </summary>
internal sealed class TrainedGraph : IDisposable
{
    private const double Step = 1e-5;

    private readonly WorkerPool _pool = new(2);
    private readonly Executable _step;
    private readonly Executable _forward;
    private readonly Dictionary<string, Tensor> _weights;

    /// <summary>Joins and compiles them.</summary>
    /// <param name="network">A forward graph.</param>
    /// <param name="type">The float type to compute in.</param>
    /// <param name="bounds">Bounds of the named sizes.</param>
    /// <param name="loss">Adds the loss.</param>
    /// <param name="isTrained">The weights to differentiate by.</param>
    public TrainedGraph(
        Graph network,
        ElementType type,
        Dictionary<string, int> bounds,
        Func<Graph, Value> loss,
        Func<string, bool> isTrained
    )
    {
        var graph = PassLists.Forward.Run(ChangePrecision.To(network, type));
        graph.AddOutput(loss(graph), "loss");
        _weights = graph
            .Initializers.Where(value =>
                value.Type == type && value.Shape.Rank > 0 && network.Find(value.Name) is not null && isTrained(value.Name)
            )
            .ToDictionary(value => value.Name, value => value.Data!.Clone());
        // Float64 is the judge: on the plain loops.
        CompileOptions options = new()
        {
            Device = DeviceCatalogue.Open(type == ElementType.Float64 ? "reference" : "managed", _pool),
            Bounds = bounds,
        };
        _forward = Executable.Compile(DeadCode.Remove(graph, ["loss"]), options);
        var weights = _weights.Keys.Select(name => graph[name]).ToArray();
        foreach (var (weight, derivative) in weights.Zip(graph["loss"].Differentiate(weights)))
        {
            graph.AddOutput(derivative, $"d.{weight.Name}");
        }

        _step = Executable.Compile(DeadCode.Remove(graph, ["loss", .. _weights.Keys.Select(name => $"d.{name}")]), options);
        foreach (var (name, numbers) in _weights)
        {
            _step.Bind(name, numbers);
            _forward.Bind(name, numbers);
        }
    }

    public IEnumerable<string> Weights => _weights.Keys;

    public void Dispose()
    {
        _step.Dispose();
        _forward.Dispose();
        _pool.Dispose();
    }

    public void Resize(string name, int size)
    {
        _step.Resize(name, size);
        _forward.Resize(name, size);
    }

    public void Set<T>(string input, params T[] numbers)
        where T : unmanaged
    {
        numbers.CopyTo(_step[input].Span<T>());
        numbers.CopyTo(_forward[input].Span<T>());
    }

    /// <summary>Central differences at some elements of every weight of which a place is given.</summary>
    public void CheckDerivatives(IEnumerable<(string Weight, int[] Places)> probes, double tolerance)
    {
        _step.Run();
        foreach (var (weight, places) in probes)
        {
            var w = _weights[weight].Span<double>();
            var d = _step[$"d.{weight}"].Span<double>();
            foreach (var i in places)
            {
                var old = w[i];
                w[i] = old + Step;
                var above = Loss(_forward);
                w[i] = old - Step;
                var below = Loss(_forward);
                w[i] = old;
                var difference = (above - below) / (2 * Step);
                Assert.True(
                    Math.Abs(difference - d[i]) <= tolerance * Math.Max(1e-3, Math.Abs(difference)),
                    $"d.{weight}[{i}]: computed {d[i]:R}, central difference {difference:R}"
                );
            }
        }
    }

    /// <summary>Steps of gradient descent, judged by those that PyTorch made.</summary>
    /// <param name="golden">What PyTorch/steps.py wrote.</param>
    /// <param name="tolerance">For losses, as a share; weights may differ by a hundred times that share of their change.</param>
    /// <param name="noise">What rounding may add to one weight.</param>
    /// <param name="here">This file.</param>
    public void CheckSteps(string golden, double tolerance, double noise, [CallerFilePath] string here = "")
    {
        using var told = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "PyTorch", golden)));
        var (rate, moved) = (told.RootElement.GetProperty("rate").GetDouble(), told.RootElement.GetProperty("moved"));
        var first = _weights.ToDictionary(pair => pair.Key, pair => pair.Value.To(ElementType.Float64));
        foreach (var expected in told.RootElement.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble()))
        {
            var loss = Loss(_step);
            Assert.True(Math.Abs(loss - expected) <= tolerance * expected, $"loss: expected {expected:R}, computed {loss:R}");
            foreach (var (name, w) in _weights)
            {
                Move(w, _step[$"d.{name}"], rate);
            }
        }

        Assert.Equal(
            moved.EnumerateObject().Select(weight => weight.Name).Order(StringComparer.Ordinal),
            Weights.Order(StringComparer.Ordinal)
        );
        foreach (var (name, w) in _weights)
        {
            var now = w.To(ElementType.Float64).Span<double>().ToArray();
            var before = first[name].Span<double>();
            var sum = 0.0;
            for (var i = 0; i < now.Length; i++)
            {
                now[i] -= before[i];
                sum += now[i] * now[i];
            }

            var theirs = moved.GetProperty(name);
            Near(theirs.GetProperty("norm").GetDouble(), Math.Sqrt(sum), noise * Math.Sqrt(now.Length), "the norm of its change");
            Near(theirs.GetProperty("most").GetDouble(), now[theirs.GetProperty("place").GetInt32()], noise, "its largest change");

            void Near(double expected, double computed, double below, string what) =>
                Assert.True(
                    Math.Abs(expected - computed) <= (100 * tolerance * Math.Abs(expected)) + below,
                    $"{name}: {what}: expected {expected:R}, computed {computed:R}"
                );
        }
    }

    private static double Loss(Executable executable)
    {
        executable.Run();
        return executable["loss"].To(ElementType.Float64).Span<double>()[0];
    }

    private static void Move(Tensor weight, Tensor derivative, double rate)
    {
        if (weight.Type == ElementType.Float64)
        {
            var w = weight.Span<double>();
            var d = derivative.Span<double>();
            for (var i = 0; i < w.Length; i++)
            {
                w[i] -= rate * d[i];
            }
        }
        else
        {
            var w = weight.Span<float>();
            var d = derivative.Span<float>();
            for (var i = 0; i < w.Length; i++)
            {
                w[i] -= (float)rate * d[i];
            }
        }
    }
}
