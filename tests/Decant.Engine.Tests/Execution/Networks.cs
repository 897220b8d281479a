using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Kernels;

namespace Decant.Engine.Tests.Execution;

/// <summary>Small networks with everything that a real one has, their training steps and numbers to feed them.</summary>
internal static class Networks
{
    public const int Classes = 5;

    /// <summary>input [N, 9] -> two hidden layers of 17 with dropout -> logits [N, 5].</summary>
    public static Graph Mlp()
    {
        var graph = new Graph("mlp");
        var x = graph.AddInput("input", ElementType.Float32, new Shape("N", 9));
        x = x.Linear(Weights(graph, "first", 17, 9), Weights(graph, "first.bias", 17)).Relu().Dropout(0.25);
        x = x.Linear(Weights(graph, "second", 17, 17), Weights(graph, "second.bias", 17)).Relu();
        graph.AddOutput(x.Linear(Weights(graph, "last", Classes, 17), Weights(graph, "last.bias", Classes)), "logits");
        return graph;
    }

    /// <summary>
    /// images [N, 3, 8, 8] -> convolution, two residual blocks (the second with stride 2 and a projection), max pool, mean -> logits [N,
    /// 5].
    /// </summary>
    public static Graph ResNet()
    {
        var graph = new Graph("resnet");
        var x = graph.AddInput("input", ElementType.Float32, new Shape("N", 3, 8, 8));
        x = Normalised(x, "stem", 6, 3, 1).Relu();
        x = graph.AddNode(new Add(), [Normalised(Normalised(x, "a1", 6, 3, 1).Relu(), "a2", 6, 3, 1), x], "a", ["a.sum"]).Outputs[0].Relu();
        var shortcut = Normalised(x, "b0", 10, 1, 2);
        x = (Normalised(Normalised(x, "b1", 10, 3, 2).Relu(), "b2", 10, 3, 1) + shortcut).Relu();
        x = x.MaxPool(Window.Square(3, stride: 1, pad: 1)).GlobalAveragePool().Flatten();
        graph.AddOutput(x.Linear(Weights(graph, "last", Classes, 10), Weights(graph, "last.bias", Classes)), "logits");
        return graph;
    }

    /// <summary>
    /// The training form with a loss, hard labels and soft targets, and the derivative by every parameter as an output named <c>d.</c> and
    /// the parameter.
    /// </summary>
    public static Graph TrainingStep(Graph forward)
    {
        var graph = PassLists.Forward.Run(TrainingForm.Of(forward, seed: 7));
        var logits = graph["logits"];
        var labels = graph.AddInput("labels", ElementType.Int64, new Shape("N", 1));
        var teacher = graph.AddInput("teacher", ElementType.Float32, new Shape("N", Classes));
        var hard = -logits.LogSoftmax().GatherElements(labels, 1).ReduceMean();
        var p = (teacher / 4).Softmax();
        var soft = (p * ((teacher / 4).LogSoftmax() - (logits / 4).LogSoftmax())).ReduceSum([1]).ReduceMean() * 16;
        var loss = graph.AddOutput((0.1 * hard) + (0.9 * soft), "loss");
        var parameters = graph.Initializers.Where(value => graph.Parameters.Contains(value.Name)).ToArray();
        foreach (var (parameter, derivative) in parameters.Zip(loss.Differentiate(parameters)))
        {
            graph.AddOutput(derivative, "d." + parameter.Name);
        }

        return graph;
    }

    /// <summary>Numbers for a batch, sample by sample, so that a smaller batch has the first of them.</summary>
    public static Dictionary<string, double[]> Feeds(Graph graph, int batch) =>
        graph.Inputs.ToDictionary(
            input => input.Name,
            input =>
                input.Name switch
                {
                    "step" => [3.0],
                    "labels" => [.. Enumerable.Range(0, batch).Select(i => (double)(i * 7 % Classes))],
                    _ => Sample.Doubles(input.Shape.With(0, batch).Elements.Size, 11),
                }
        );

    private static Value Normalised(Value x, string name, int channels, int kernel, int stride)
    {
        var graph = x.Graph;
        x = graph.Rename(
            x.Conv(Weights(graph, name, channels, x.Shape[1].Size, kernel, kernel), null, Window.Square(kernel, stride, kernel / 2)),
            name + ".conv"
        );
        Value Channel(string what, double start) => graph.AddInitializer($"{name}.{what}", Filled(start, channels));
        var scale = graph.AddParameter(name + ".scale", Filled(1.25, channels));
        return x.BatchNormalization(scale, Weights(graph, name + ".shift", channels), Channel("mean", 0.125), Channel("variance", 1.5));
    }

    private static Value Weights(Graph graph, string name, params int[] sizes)
    {
        var count = sizes.Aggregate(1, (product, size) => product * size);
        var perOutput = Math.Max(1, count / sizes[0]);
        var numbers = Sample.Doubles(count, (ulong)(graph.Initializers.Count + 1));
        return graph.AddParameter(name, Tensor.From<float>(Array.ConvertAll(numbers, x => (float)(x / Math.Sqrt(perOutput))), sizes));
    }

    private static Tensor Filled(double number, int count)
    {
        var tensor = new Tensor(ElementType.Float32, count);
        tensor.Span<float>().Fill((float)number);
        return tensor;
    }
}
