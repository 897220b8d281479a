using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Engine.Passes;

/// <summary>
/// Turns a forward graph into what a training step runs: batch normalisation takes the batch's statistics and gives the
/// next running ones as outputs, dropout marks begin to drop. The forward graph itself stays what is exported.
/// </summary>
internal static class TrainingForm
{
    /// <summary>Name of the input that holds the step's number (Int64 scalar); it is there only if something is random.</summary>
    public const string StepInput = "step";

    /// <summary>What is put after a state's name to name its next value, an output of the training graph.</summary>
    public const string NextSuffix = ".next";

    /// <summary>The training form of a graph.</summary>
    /// <param name="graph">A forward graph.</param>
    /// <param name="seed">The run's seed, for dropout.</param>
    /// <param name="unbiased">Whether running variances take n − 1, as PyTorch does.</param>
    public static Graph Of(Graph graph, ulong seed, bool unbiased = false)
    {
        var rewriter = new Rewriter(graph);
        var states = new List<(Value Next, string Name)>();
        Value? step = null;
        foreach (var node in graph.Nodes)
        {
            switch (node.Operator)
            {
                case Dropout { Ratio: > 0 } dropout:
                    step ??= rewriter.Target.AddInput(StepInput, ElementType.Int64, Shape.Scalar);
                    var stream = new RandomStream(seed, $"dropout/{node.Outputs[0].Name}");
                    rewriter.Replace(
                        node.Outputs[0],
                        rewriter.Target.Add(new RandomDropout(dropout.Ratio, stream.Key), rewriter[node.Inputs[0]!], step)
                    );
                    break;

                case Dropout:
                    rewriter.Replace(node.Outputs[0], rewriter[node.Inputs[0]!]);
                    break;

                case BatchNormalization norm
                    when graph.Parameters.Contains(node.Inputs[1]!.Name) && node.Inputs[3]!.IsInitializer && node.Inputs[4]!.IsInitializer:
                    var training = rewriter.Target.AddNode(
                        new BatchNormalizationTraining(norm.Epsilon, norm.Momentum, unbiased),
                        [.. node.Inputs.Select(input => rewriter[input!])],
                        node.Name
                    );
                    rewriter.Replace(node.Outputs[0], training.Outputs[0]);
                    states.Add((training.Outputs[1], node.Inputs[3]!.Name));
                    states.Add((training.Outputs[2], node.Inputs[4]!.Name));
                    break;

                default:
                    rewriter.Copy(node);
                    break;
            }
        }

        var result = rewriter.Finish();
        foreach (var (next, name) in states)
        {
            result.AddOutput(next, name + NextSuffix);
        }

        return result;
    }
}
