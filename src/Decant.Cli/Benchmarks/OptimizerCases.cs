using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Passes;
using Decant.Training;
using Decant.Training.Optimizers;

namespace Decant.Cli.Benchmarks;

/// <summary>One update of ten million weights.</summary>
internal static class OptimizerCases
{
    private const int Weights = 10_000_000;

    /// <summary>Every case.</summary>
    public static IEnumerable<KernelCase> All => [Of(new Sgd()), Of(new AdamW())];

    private static KernelCase Of(Optimizer optimizer) =>
        new($"{optimizer.Name} of {Weights / 1_000_000} million weights", optimizer.Name, device =>
        {
            var graph = new Graph("weights");
            graph.AddParameter("weights", new Tensor(ElementType.Float32, Weights / 1000, 1000));
            graph.AddInput(TrainingGraph.GradientOutput("weights"), ElementType.Float32, new Shape(Weights / 1000, 1000));
            UpdateGraph.Add(graph, optimizer with { WeightDecay = 1e-4 });
            var executable = Executable.Compile(graph, new CompileOptions { Device = device, KeepsStates = true });
            executable[UpdateGraph.LearningRate].Span<double>()[0] = 0.01;
            var step = executable[TrainingForm.StepInput];
            return new KernelRun(() => Update(executable, step), executable);
        });

    private static void Update(Executable executable, Tensor step)
    {
        step.Span<long>()[0]++;
        executable.Run();
    }
}
