using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.PyTorch.Tests.Library;
using Decant.Training;
using Decant.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;

namespace Decant.PyTorch.Tests;

/// <summary>
/// Twenty steps of each optimizer on a small network change its weights as PyTorch's do, in float64: learning rate, momentum, Nesterov's
/// form, weight decay (of matrices, and not of biases), the moments of AdamW and their correction.
/// </summary>
[Trait("Category", "PyTorch")]
public sealed class OptimizerStepTests
{
    private const int Steps = 20;
    private const int Samples = 8;
    private const int Inputs = 5;
    private const int Hidden = 6;
    private const int Classes = 3;
    private const double Decay = 0.05;

    private static readonly Decant.Training.Optimizers.Sgd s_sgd = new();
    private static readonly Decant.Training.Optimizers.AdamW s_adamW = new();

    [Theory]
    [InlineData(0.1, 0, false, 0)]
    [InlineData(0.1, 0, false, Decay)]
    [InlineData(0.05, 0.9, false, Decay)]
    [InlineData(0.05, 0.9, true, 0)]
    [InlineData(0.05, 0.9, true, Decay)]
    public void Twenty_steps_of_SGD_are_PyTorchs(double rate, double momentum, bool nesterov, double decay) =>
        Check(s_sgd with { LearningRate = rate, WeightDecay = decay, Momentum = momentum, Nesterov = nesterov }, rate, (matrices, biases) =>
            [torch.optim.SGD(matrices, rate, momentum, 0, decay, nesterov), torch.optim.SGD(biases, rate, momentum, 0, 0, nesterov)]
        );

    [Theory]
    [InlineData(0.01, 0)]
    [InlineData(0.01, Decay)]
    public void Twenty_steps_of_AdamW_are_PyTorchs(double rate, double decay) =>
        Check(s_adamW with { LearningRate = rate, WeightDecay = decay }, rate, (matrices, biases) =>
            [torch.optim.AdamW(matrices, rate, 0.9, 0.999, 1e-8, decay), torch.optim.AdamW(biases, rate, 0.9, 0.999, 1e-8, 0)]
        );

    private static void Check(Optimizer optimizer, double rate, Func<Parameter[], Parameter[], torch.optim.Optimizer[]> theirs)
    {
        TorchLibrary.SkipIfMissing();
        using var scope = torch.NewDisposeScope();
        torch.random.manual_seed(3);
        var (w1, b1, w2, b2) = (Weight(Inputs, Hidden), Weight(Hidden), Weight(Hidden, Classes), Weight(Classes));
        using var x = torch.randn([Steps, Samples, Inputs], torch.float64);
        var labels = Enumerable.Range(0, Samples).Select(i => (long)(i % Classes)).ToArray();
        var trained = Train(Network(w1, b1, w2, b2), optimizer, rate, x, labels);

        using var truth = torch.tensor(labels);
        var updates = theirs([w1, w2], [b1, b2]);
        for (var step = 0; step < Steps; step++)
        {
            foreach (var update in updates)
            {
                update.zero_grad();
            }

            using var loss = torch.nn.functional.cross_entropy((x[step].matmul(w1) + b1).tanh().matmul(w2) + b2, truth);
            loss.backward();
            foreach (var update in updates)
            {
                update.step();
            }
        }

        foreach (var (name, weight) in new[] { ("w1", w1), ("b1", b1), ("w2", w2), ("b2", b2) })
        {
            var apart = TorchNumbers
                .Of(weight)
                .Zip(trained[name].Data!.Span<double>().ToArray())
                .Max(pair => Math.Abs(pair.First - pair.Second));
            Assert.True(apart < 1e-11, FormattableString.Invariant($"{name}: apart by {apart:0.0e0}"));
        }
    }

    private static Graph Train(Graph student, Optimizer optimizer, double rate, torch.Tensor x, long[] labels)
    {
        using var pool = new WorkerPool(1);
        using var step = new TrainingStep(
            new TrainingDesign(student, [new HardLabelsLoss { Term = "labels", Weight = 1 }]),
            new StepSettings
            {
                Optimizer = optimizer,
                Batch = Samples,
                Seed = 1,
                Device = DeviceCatalogue.Open("reference", pool),
                Precision = ElementType.Float64,
            }
        );
        for (var number = 1; number <= Steps; number++)
        {
            var inputs = Tensor.From<double>(TorchNumbers.Of(x[number - 1]), Samples, Inputs);
            step.Run(
                new StepInput
                {
                    Inputs = inputs,
                    Count = Samples,
                    Labels = Tensor.From<long>(labels),
                    LearningRate = rate,
                    Number = number,
                }
            );
        }

        return step.Snapshot();
    }

    private static Graph Network(Parameter w1, Parameter b1, Parameter w2, Parameter b2)
    {
        var graph = new Graph("perceptron");
        var x = graph.AddInput("input", ElementType.Float64, new Shape("N", Inputs));
        var hidden = (x.MatMul(Stored("w1", w1, Inputs, Hidden)) + Stored("b1", b1, Hidden)).Tanh();
        graph.AddOutput(hidden.MatMul(Stored("w2", w2, Hidden, Classes)) + Stored("b2", b2, Classes), "logits");
        return graph;

        Value Stored(string name, Parameter weight, params int[] sizes)
        {
            graph.Parameters.Add(name);
            return graph.AddInitializer(name, Tensor.From<double>(TorchNumbers.Of(weight), sizes));
        }
    }

    private static Parameter Weight(params long[] sizes) => new((torch.randn(sizes, torch.float64) * 0.5).detach());
}
