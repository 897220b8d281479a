using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Students;

namespace Decant.Cli.Benchmarks;

/// <summary>
/// A transformer encoder that classifies (Vaswani et al. 2017, arXiv:1706.03762; normalisation after each sum, GELU, heads of width 64):
/// words [N, T] to logits [N, C], by the mean over T of the last layer.
/// </summary>
internal static class EncoderNetwork
{
    /// <summary>Different words.</summary>
    public const int Vocabulary = 8000;

    private const int HeadWidth = 64;
    private const double Epsilon = 1e-5;

    /// <summary>The network with random weights.</summary>
    /// <param name="layers">Layers.</param>
    /// <param name="width">D, a multiple of 64.</param>
    /// <param name="classes">C.</param>
    /// <param name="seed">Decides the weights.</param>
    public static Graph Build(int layers, int width, int classes, ulong seed)
    {
        var graph = new Graph("encoder");
        var words = graph.AddInput(Network.Input, ElementType.Int64, new Shape("N", 128));
        var x = Normal("embedding", Vocabulary, width).Gather(words);
        for (var layer = 1; layer <= layers; layer++)
        {
            var name = $"layer{layer}";
            x = Normalized(x + Attention(x, name), $"{name}.norm1");
            x = Normalized(x + Linear(Gelu(Linear(x, 4 * width, $"{name}.wide")), width, $"{name}.narrow"), $"{name}.norm2");
        }

        NetworkHead
            .OfClasses(classes)
            .AddOutputs(x.ReduceMean([1]).Linear(Normal("head.weight", classes, width), Constant("head.bias", 0, classes)));
        return graph;

        // softmax(Q·Kᵀ/√d)·V for every head
        Value Attention(Value input, string name)
        {
            var heads = width / HeadWidth;
            var (q, k, v) = (
                Heads(Linear(input, width, $"{name}.query")),
                Heads(Linear(input, width, $"{name}.key")),
                Heads(Linear(input, width, $"{name}.value"))
            );
            var p = (q.MatMul(k.Transpose(0, 1, 3, 2)) * (1 / Math.Sqrt(HeadWidth))).Softmax();
            return Linear(p.MatMul(v).Transpose(0, 2, 1, 3).Reshape(new Shape("N", 128, width)), width, $"{name}.out");

            Value Heads(Value of) => of.Reshape(new Shape("N", 128, heads, HeadWidth)).Transpose(0, 2, 1, 3);
        }

        // (x − mean)/√(variance + ε)·scale + bias over D
        Value Normalized(Value input, string name)
        {
            var centred = input - input.ReduceMean([2], keepDimensions: true);
            return (
                    centred
                    / ((centred * centred).ReduceMean([2], keepDimensions: true) + Epsilon).Sqrt()
                    * Constant($"{name}.scale", 1, width)
                ) + Constant($"{name}.bias", 0, width);
        }

        Value Linear(Value input, int units, string name)
        {
            var inputs = input.Shape[2].Size;
            var rows = input
                .Reshape(new Shape(input.Shape[0] * 128, inputs))
                .Linear(Normal($"{name}.weight", units, inputs), Constant($"{name}.bias", 0, units));
            return rows.Reshape(new Shape("N", 128, units));
        }

        Value Normal(string name, int rows, int columns)
        {
            var data = new Tensor(ElementType.Float32, rows, columns);
            var stream = new RandomStream(seed, name);
            foreach (ref var number in data.Span<float>())
            {
                number = (float)(stream.NextNormal() / Math.Sqrt(columns));
            }

            return graph.AddParameter(name, data);
        }

        Value Constant(string name, float value, int count)
        {
            var data = new Tensor(ElementType.Float32, count);
            data.Span<float>().Fill(value);
            return graph.AddParameter(name, data);
        }
    }

    // x·Φ(x) = ½x·(1 + erf(x/√2))
    private static Value Gelu(Value x) => x * 0.5 * ((x * (1 / Math.Sqrt(2))).Erf() + 1);
}
