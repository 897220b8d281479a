using Decant.Engine.Graphs;
using Decant.Options;
using Decant.Training;
using Decant.Training.Optimizers;

namespace Decant.Benchmarks;

/// <summary>One update of ten million weights.</summary>
internal static class OptimizerCases
{
    private const int Weights = 10_000_000;

    /// <summary>Every case.</summary>
    public static IEnumerable<KernelCase> All => [Of(new Sgd()), Of(new AdamW())];

    private static KernelCase Of(Optimizer optimizer) => new($"{optimizer.Name} of {Weights / 1_000_000} million weights", optimizer.Name, device =>
    {
        var graph = new Graph("weights");
        graph.AddParameter("weights", new Tensor(ElementType.Float32, Weights / 1000, 1000));
        var block = new ParameterBlock(graph, optimizer.Moments.Count, device);
        long step = 0;
        return new KernelRun(() => block.Update(optimizer, new OptimizerUpdate(OptionValues.Empty, 0.01, 1e-4, ++step, 1)), block);
    });
}
