using Decant.Data.Batches;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Evaluation;
using Decant.Teachers;

namespace Decant.Adoption;

/// <summary>
/// Puts batch normalisation back after convolutions where an export folded it away. Mean and variance are those of each channel over some
/// samples, scale and bias undo them: the network answers as before, and training has something to normalise with.
/// </summary>
internal static class BatchNormalizationInsertion
{
    private const double Epsilon = 1e-5;

    /// <summary>The network with batch normalisation after every convolution that has none and is not itself the answer.</summary>
    /// <param name="network">As its file has it.</param>
    /// <param name="contract">The same under the contract of Decant's own, to be asked.</param>
    /// <param name="task">The samples.</param>
    /// <param name="answer">The value that stays what it is.</param>
    public static Graph Run(Graph network, Graph contract, AdoptionTask task, Value answer)
    {
        var statistics = Measure(contract, task, Bare(network, answer));
        var rewriter = new Rewriter(network);
        foreach (var node in network.Nodes)
        {
            var copy = rewriter.Copy(node);
            if (statistics.TryGetValue(node.Outputs[0].Name, out var channels))
            {
                var (target, name) = (rewriter.Target, node.Outputs[0].Name);
                var result = copy.Outputs[0]
                    .BatchNormalization(
                        target.AddParameter(
                            $"{name}.bn.scale",
                            Numbers(channels.Variance.Select(variance => Math.Sqrt(variance + Epsilon)))
                        ),
                        target.AddParameter($"{name}.bn.bias", Numbers(channels.Mean)),
                        target.AddInitializer($"{name}.bn.mean", Numbers(channels.Mean)),
                        target.AddInitializer($"{name}.bn.variance", Numbers(channels.Variance)),
                        Epsilon
                    );
                rewriter.Replace(node.Outputs[0], target.Rename(result, $"{name}.bn"), keepName: true);
            }
        }

        return rewriter.Finish();
    }

    /// <summary>How many convolutions have no batch normalisation after them and are not the answer.</summary>
    public static int CountBare(Graph network, Value answer) => Bare(network, answer).Length;

    private static string[] Bare(Graph network, Value answer)
    {
        var normalized = network.Nodes.Where(node => node.Operator is BatchNormalization).Select(node => node.Inputs[0]!).ToHashSet();
        return
        [
            .. network
                .Nodes.Where(node => node.Operator is Conv)
                .Select(node => node.Outputs[0])
                .Where(value => value != answer && !normalized.Contains(value))
                .Select(value => value.Name),
        ];
    }

    private static Dictionary<string, (double[] Mean, double[] Variance)> Measure(Graph contract, AdoptionTask task, string[] values)
    {
        var size = Math.Min(Evaluator.Batch, task.Samples.Count);
        using var frozen = new FrozenNetwork(contract, size, task.Device, values);
        using var batches = new BatchStream(task.Samples, new BatchOptions { Size = size });
        foreach (var batch in batches.Epoch(0))
        {
            frozen.Answer(batch.Inputs, batch.Count); // there is one, of all samples or as many as are asked about at once
            break;
        }

        var statistics = new Dictionary<string, (double[], double[])>();
        for (var i = 0; i < values.Length; i++)
        {
            var answer = frozen.ValueAnswers[i];
            statistics[values[i]] = Moments(answer.Span<float>(), answer.Dimensions[1], answer.Dimensions[0]);
        }

        return statistics;
    }

    private static (double[] Mean, double[] Variance) Moments(ReadOnlySpan<float> numbers, int channels, int samples)
    {
        var (mean, variance, run) = (new double[channels], new double[channels], numbers.Length / (samples * channels));
        for (var i = 0; i < numbers.Length; i++)
        {
            mean[i / run % channels] += numbers[i] / ((double)samples * run);
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            variance[i / run % channels] += Math.Pow(numbers[i] - mean[i / run % channels], 2) / ((double)samples * run);
        }

        return (mean, variance);
    }

    private static Tensor Numbers(IEnumerable<double> numbers) => Tensor.From<float>([.. numbers.Select(number => (float)number)]);
}
