using System.Globalization;
using Decant.Adoption;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Passes;
using Decant.Losses;
using Decant.PyTorch.Tests.Layers;
using Decant.PyTorch.Tests.Library;
using Decant.Training;
using Decant.Training.Optimizers;
using TorchSharp;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.PyTorch.Tests;

/// <summary>
/// Every kind of layer in a file from elsewhere, with a fully connected layer on top: two steps of SGD with momentum change every weight
/// and every running statistic as PyTorch's do, both in float64. So nothing is left out of training, and every derivative is right.
/// </summary>
[Trait("Category", "PyTorch")]
public sealed class LayerStepTests
{
    private const int Samples = 6;
    private const int Classes = 3;
    private const int Steps = 2;
    private const double LearningRate = 0.1;
    private const double Momentum = 0.9;

    private static readonly Dictionary<string, LayerCase> s_cases = new[]
    {
        ConvolutionCases.All,
        NormalizationCases.All,
        RecurrentCases.All,
        AttentionCases.All,
        FormCases.All,
    }
        .SelectMany(cases => cases)
        .ToDictionary(@case => @case.Name);

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_steps_change_every_weight_and_statistic_as_PyTorchs_do(string name)
    {
        TorchLibrary.SkipIfMissing();
        using var scope = torch.NewDisposeScope();
        torch.random.manual_seed(7);
        var @case = s_cases[name];
        var layer = @case.Make();
        using var x = Inputs(@case);
        var labels = Enumerable.Range(0, Samples).Select(i => (long)(i % Classes)).ToArray();
        var head = Layer.Of(torch.nn.Linear(layer.Forward(x).flatten(1).shape[1], Classes), (self, network, y) =>
            network.Add(
                "Gemm",
                $"{network.Add("Flatten", y)} {network.Weight("head.w", () => self.Now("weight"))} "
                    + $"{network.Weight("head.b", () => self.Now("bias"))}",
                Int("transB", 1)
            )
        );
        layer.Round(); // running statistics have seen the samples once
        head.Round();
        var file = new OnnxNetwork();
        var student = SeparateParameters.Run(file.Read(head.Write(file, layer.Write(file, "input")), @case.Sample));
        TrainableParameters.Mark(student);

        Assert.Equal(file.Parameters.Keys.Order(StringComparer.Ordinal), student.Parameters.Order(StringComparer.Ordinal));
        var (trained, losses) = Train(ChangePrecision.To(student, ElementType.Float64), @case, x, labels);
        var expected = TrainInPyTorch(layer, head, x, labels);

        Assert.Equal(expected, losses, (a, b) => Math.Abs(a - b) < 1e-10);
        foreach (var (weight, now) in file.Parameters.Concat(file.States))
        {
            var (theirs, ours) = (TorchNumbers.Of(now()), trained[weight].Data!.Span<double>().ToArray());
            Assert.Equal(theirs.Length, ours.Length);
            var apart = theirs.Zip(ours).Max(pair => Math.Abs(pair.First - pair.Second));
            Assert.True(apart < 1e-10, string.Create(CultureInfo.InvariantCulture, $"{name}, {weight}: apart by {apart:0.0e0}"));
        }
    }

    // One batch, over which layers that look at other samples (batch normalisation) see the same in both.
    private static double[] TrainInPyTorch(Layer layer, Layer head, torch.Tensor x, long[] labels)
    {
        using var optimizer = torch.optim.SGD(
            [.. layer.Parameters.Concat(head.Parameters).Cast<TorchSharp.Modules.Parameter>()],
            LearningRate,
            Momentum
        );
        using var truth = torch.tensor(labels);
        var losses = new double[Steps];
        for (var step = 0; step < Steps; step++)
        {
            optimizer.zero_grad();
            using var loss = torch.nn.functional.cross_entropy(head.Forward(layer.Forward(x).flatten(1)), truth);
            loss.backward();
            optimizer.step();
            losses[step] = loss.item<double>();
        }

        return losses;
    }

    private static (Graph Trained, double[] Losses) Train(Graph student, LayerCase @case, torch.Tensor x, long[] labels)
    {
        using var pool = new WorkerPool(1);
        using var step = new TrainingStep(
            new TrainingDesign(student, [new HardLabelsLoss { Term = "labels", Weight = 1 }]),
            new StepSettings
            {
                Optimizer = new Sgd
                {
                    LearningRate = LearningRate,
                    WeightDecay = 0,
                    Momentum = Momentum,
                    Nesterov = false,
                },
                Batch = Samples,
                Seed = 1,
                Device = DeviceCatalogue.Open("reference", pool),
                Precision = ElementType.Float64,
                Unbiased = true,
            }
        );
        var inputs = Tensor.From<double>(TorchNumbers.Of(x), [Samples, .. @case.Sample.Select(size => (int)size)]);
        var losses = new double[Steps];
        for (var number = 1; number <= Steps; number++)
        {
            step.Run(
                new StepInput
                {
                    Inputs = inputs,
                    Count = Samples,
                    Labels = Tensor.From<long>(labels),
                    LearningRate = LearningRate,
                    Number = number,
                }
            );
            losses[number - 1] = step.TotalLoss;
        }

        return (step.Snapshot(), losses);
    }

    private static torch.Tensor Inputs(LayerCase @case)
    {
        long[] shape = [Samples, .. @case.Sample];
        return @case.Words > 0 ? torch.randint(0, @case.Words, shape).to(torch.float64) : torch.randn(shape).to(torch.float64);
    }
}
