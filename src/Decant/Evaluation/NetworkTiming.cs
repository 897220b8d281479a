using Decant.Data.Fields;
using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Runs;
using Decant.Teachers;

namespace Decant.Evaluation;

/// <summary>What answers of a network cost on this machine.</summary>
/// <param name="Latencies">One for each batch size.</param>
/// <param name="Energy">Of the largest batch; null where no one asked.</param>
internal sealed record NetworkTiming(IReadOnlyList<Latency> Latencies, EnergyUse? Energy)
{
    /// <summary>Batch sizes that every report shows; the larger ones are left out where they do not fit into the device's memory.</summary>
    public static IReadOnlyList<int> Batches { get; } = [1, 64];

    /// <summary>Times networks in turn, as <see cref="LatencyMeter"/> does.</summary>
    /// <param name="networks">Forward graphs, one or more.</param>
    /// <param name="samples">What they are asked about.</param>
    /// <param name="schema">What samples have.</param>
    /// <param name="device">Threads and kernels; a profile is not told, for it takes time itself.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="energy">Asks for energy; null for no one.</param>
    /// <returns>In the order of the networks.</returns>
    public static IReadOnlyList<NetworkTiming> Of(
        IReadOnlyList<Graph> networks,
        TypicalSamples samples,
        Schema schema,
        Device device,
        TimeProvider clock,
        EnergyMeter? energy = null
    )
    {
        var most = networks.Min(network => Evaluator.BatchOf(network, device, schema));
        int[] batches = [.. Batches.Where(batch => batch <= most)];
        var compiled = new List<FrozenNetwork>();
        try
        {
            foreach (var network in networks)
            {
                compiled.Add(new FrozenNetwork(network, batches[^1], device.WithoutProfile(), new FrozenOptions { Schema = schema }));
            }

            var latencies = networks.Select(_ => new List<Latency>()).ToArray();
            var joules = new EnergyUse?[networks.Count];
            foreach (var batch in batches)
            {
                Dictionary<string, Tensor>[] inputs = [.. networks.Select(network => samples.Inputs(network, batch))];
                Action[] calls = [.. compiled.Zip(inputs, (network, own) => Call(network, own, batch))];
                foreach (var (own, measured) in latencies.Zip(LatencyMeter.Measure(batch, calls, clock)))
                {
                    own.Add(measured);
                }

                if (batch == batches[^1])
                {
                    joules = [.. calls.Select(call => energy?.Measure(batch, call))];
                }

                foreach (var tensor in inputs.SelectMany(own => own.Values))
                {
                    tensor.Dispose();
                }
            }

            for (var k = 0; k < compiled.Count; k++)
            {
                latencies[k][^1] = latencies[k][^1] with { MemoryBytes = compiled[k].MemoryBytes };
            }

            return [.. latencies.Zip(joules, (own, use) => new NetworkTiming(own, use))];
        }
        finally
        {
            compiled.ForEach(network => network.Dispose());
        }
    }

    /// <summary>The facts of a network with these costs.</summary>
    public ModelFacts On(ModelFacts model) => model with { Latencies = Latencies, Energy = Energy };

    private static Action Call(FrozenNetwork network, Dictionary<string, Tensor> inputs, int batch) =>
        inputs.Count == 1 ? () => network.Answer(inputs.Values.First(), batch) : () => network.Answer(inputs, batch);
}
