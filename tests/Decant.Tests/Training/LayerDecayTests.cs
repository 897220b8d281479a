using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Tests.Training.PyTorch;
using Decant.Training;
using Decant.Training.Optimizers;

namespace Decant.Tests.Training;

/// <summary>Layer-wise learning rates against their formula.</summary>
public sealed class LayerDecayTests
{
    [Fact]
    public void Of_three_layers_each_learns_less_than_the_one_after_it_and_embeddings_least()
    {
        // In the order in which the network uses them; the head has a number of its own in no layer's place.
        var shares = LayerDecay.Shares(
            Chain(
                "embeddings.word.weight",
                "embeddings.LayerNorm.bias",
                "encoder.layer.0.attention.weight",
                "encoder.layer.0.output.bias",
                "encoder.layer.1.output.bias",
                "encoder.layer.10.output.bias",
                "pooler.bias",
                "head.bias"
            ),
            0.5
        );

        Assert.Equal([1 / 16.0, 1 / 16.0, 1 / 8.0, 1 / 8.0, 1 / 4.0, 1 / 2.0, 1, 1], shares.Values);
    }

    [Theory]
    [InlineData("encoder.layer.2.output.dense.weight", "encoder.layer.2")]
    [InlineData("layer3.weight", "layer3")]
    [InlineData("stage2.block1.convolution2.weight", "stage2")]
    [InlineData("transformer/h.11/attn", "transformer/h.11")]
    [InlineData("embeddings.word_embeddings.weight", null)]
    [InlineData("953", null)]
    [InlineData("head.weight", null)]
    public void A_layer_is_a_name_up_to_its_first_number(string name, string? layer) => Assert.Equal(layer, LayerDecay.LayerOf(name));

    [Fact]
    public void A_network_without_layers_in_its_names_is_refused() =>
        Assert.Contains(
            "expected parameters with the numbers of their layers in their names",
            Assert.Throws<DecantException>(() => LayerDecay.Shares(Chain("first.bias", "second.bias"), 0.9)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("sgd", "reference", 1e-14)]
    [InlineData("adamw", "reference", 1e-14)]
    [InlineData("adamw", "managed", 1e-6)]
    public void Three_steps_move_each_parameter_by_its_share_of_the_rate(string name, string kernels, double tolerance)
    {
        const double rate = 0.2,
            decay = 0.1;
        var type = kernels == "reference" ? ElementType.Float64 : ElementType.Float32;
        Dictionary<string, double> shares = new()
        {
            ["a"] = 0.25,
            ["b"] = 0.5,
            ["c"] = 0.5,
        };
        Optimizer optimizer = name == "sgd" ? new Sgd { WeightDecay = decay, Momentum = 0.9 } : new AdamW { WeightDecay = decay };
        double[] first = [1, -2, 0.5, 3];
        var graph = new Graph("four parameters");
        foreach (var (k, parameter) in new[] { "a", "b", "c", "peer2/a" }.Index())
        {
            graph.AddParameter(parameter, Numbers.Tensor(type, [first[k]], 1, 1));
            graph.AddInput(TrainingGraph.GradientOutput(parameter), type, new Shape(1, 1));
        }

        UpdateGraph.Add(graph, optimizer, shares: shares);
        using var pool = new WorkerPool(1);
        using var update = Executable.Compile(
            graph,
            new CompileOptions { Device = DeviceCatalogue.Open(kernels, pool), KeepsStates = true }
        );
        var states = first.Select(_ => new double[2]).ToArray();
        for (var step = 1; step <= 3; step++)
        {
            foreach (var (k, parameter) in new[] { "a", "b", "c", "peer2/a" }.Index())
            {
                var gradient = 0.3 * step * (k - 1.5);
                update[TrainingGraph.GradientOutput(parameter)].CopyFrom(Numbers.Tensor(type, [gradient], 1, 1));
                var own = rate * (parameter == "peer2/a" ? 0.25 : shares[parameter]);
                var w = first[k];
                if (name == "sgd")
                {
                    states[k][0] = (0.9 * states[k][0]) + gradient + (decay * w);
                    first[k] = w - (own * states[k][0]);
                }
                else
                {
                    states[k][0] = (0.9 * states[k][0]) + (0.1 * gradient);
                    states[k][1] = (0.999 * states[k][1]) + (0.001 * gradient * gradient);
                    var (mean, square) = (states[k][0] / (1 - Math.Pow(0.9, step)), states[k][1] / (1 - Math.Pow(0.999, step)));
                    first[k] = w - (own * ((mean / (Math.Sqrt(square) + 1e-8)) + (decay * w)));
                }
            }

            update[UpdateGraph.LearningRate].Span<double>()[0] = rate;
            update[TrainingForm()].Span<long>()[0] = step;
            update.Run();
            foreach (var (k, parameter) in new[] { "a", "b", "c", "peer2/a" }.Index())
            {
                Assert.Equal(first[k], Numbers.Doubles(update[parameter])[0], tolerance);
            }
        }

        static string TrainingForm() => Decant.Engine.Passes.TrainingForm.StepInput;
    }

    // x + a + b + …, in this order.
    private static Graph Chain(params string[] names)
    {
        var graph = new Graph("chain");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("N", 2));
        foreach (var name in names)
        {
            x += graph.AddParameter(name, new Tensor(ElementType.Float32, 2));
        }

        graph.AddOutput(x, "logits");
        return graph;
    }
}
