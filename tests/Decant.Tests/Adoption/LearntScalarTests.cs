using Decant.Adoption;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Losses;
using Decant.Training;
using Decant.Training.Optimizers;

namespace Decant.Tests.Adoption;

/// <summary>A number without axes that a file learns, such as the logarithm of a temperature, is trained by its derivative.</summary>
public sealed class LearntScalarTests
{
    private const int Samples = 8;
    private const double LearningRate = 1e-3;

    [Theory]
    [InlineData("logit_scale", 0.8f)]
    [InlineData("logit_bias", -0.3f)]
    public void A_step_moves_a_scalar_against_its_derivative_by_finite_differences(string name, float at)
    {
        const float step = 1e-2f;
        var slope = (Train(name, at + step).Loss - Train(name, at - step).Loss) / (2 * step);

        var moved = (at - Train(name, at).Number) / LearningRate;

        Assert.True(Math.Abs(slope) > 1e-2, $"{slope}");
        Assert.Equal(slope, moved, 5e-3 * Math.Max(1, Math.Abs(slope)));
    }

    private static (double Loss, double Number) Train(string name, float number)
    {
        var student = Student();
        student[name].Data!.Span<float>()[0] = number;
        TrainableParameters.Mark(student);
        using var pool = new WorkerPool(1);
        using var step = new TrainingStep(
            new TrainingDesign(student, [new HardLabelsLoss { Term = "labels", Weight = 1 }]),
            new StepSettings
            {
                Optimizer = new Sgd
                {
                    LearningRate = LearningRate,
                    WeightDecay = 0,
                    Momentum = 0,
                    Nesterov = false,
                },
                Batch = Samples,
                Seed = 1,
                Device = DeviceCatalogue.Open("managed", pool),
            }
        );
        step.Run(
            new StepInput
            {
                Inputs = Random("samples", Samples, 4),
                Count = Samples,
                Labels = Tensor.From<long>([.. Enumerable.Range(0, Samples).Select(n => (long)(n % 3))]),
                LearningRate = LearningRate,
                Number = 1,
            }
        );
        return (step.TotalLoss, step.Snapshot()[name].Data!.Span<float>()[0]);
    }

    // Cosines of samples and classes, times e^scale; the bias moves one class alone, or every softmax would undo it.
    private static Graph Student()
    {
        var graph = new Graph("cosines");
        var x = graph.AddInput("input", ElementType.Float32, new Shape("N", 4));
        var features = x.MatMul(graph.AddInitializer("w", Random("w", 4, 5)));
        var unit = features / (features * features).ReduceSum([1], keepDimensions: true).Sqrt();
        var cosines = unit.MatMul(graph.AddInitializer("text", Random("text", 5, 3)));
        var scaled = cosines * graph.AddInitializer("logit_scale", Tensor.Scalar(0f)).Exp();
        var moved = scaled.Slice(1, 0, 1) + graph.AddInitializer("logit_bias", Tensor.Scalar(0f));
        graph.AddOutput(new[] { moved, scaled.Slice(1, 1, 3) }.Concat(1), "logits");
        return graph;
    }

    private static Tensor Random(string name, params int[] sizes)
    {
        var data = new Tensor(ElementType.Float32, sizes);
        var stream = new RandomStream(5, name);
        foreach (ref var number in data.Span<float>())
        {
            number = (float)stream.NextNormal();
        }

        return data;
    }
}
