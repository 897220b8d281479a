using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>Which value of a network from elsewhere is its answer, and where its logits are.</summary>
internal static class AnswerValue
{
    /// <summary>The output that answers: the one that is named, else the one with as many numbers per sample as are asked for.</summary>
    /// <param name="network">A forward graph.</param>
    /// <param name="name">Its name; null where it is looked for.</param>
    /// <param name="size">Numbers per sample; null where any number is right.</param>
    /// <param name="task">What they mean.</param>
    /// <exception cref="DecantException">There is none, or no such value.</exception>
    public static Value Find(Graph network, string? name, int? size, LearningTask task)
    {
        if (name is not null)
        {
            return network[name];
        }

        var candidates = network
            .Outputs.Where(output => output.Type.IsFloat() && task.Search.SizeOf(output) is { } own && (size is null || own == size))
            .ToArray();
        candidates =
            candidates.Length > 0 || size is not { } asked
                ? candidates
                : [.. network.Outputs.Where(output => output.Type.IsFloat() && IsOneForTwoClasses(output, task, asked))];
        string[] usual = [Network.Prediction, Network.Logits, Network.Probabilities];
        return usual
            .Select(word => candidates.FirstOrDefault(output => output.Name == word))
            .OfType<Value>()
            .Concat(candidates)
            .FirstOrDefault()
            ?? throw Refusal(network, size, task);
    }

    private static DecantException Refusal(Graph network, int? size, LearningTask task) =>
        task.Search.HasClasses
        && size is { } asked
        && network.Outputs.Where(output => output.Type.IsFloat()).Select(task.Search.SizeOf).FirstOrDefault(own => own > asked) is { } more
            ? new DecantException(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"it answers {more} classes and the data have {asked}: say which of its classes they are, in "
                        + $"the data's order, with 'classes: [columns or names]', or give it a new last layer with 'head: "
                        + $"{{ classes: {asked} }}' and train it ('train: {{ epochs: … }}')."
                )
            )
            : new DecantException(
                $"expected an output with "
                    + $"{size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "a row of"} numbers per "
                    + $"sample, received outputs {string.Join(", ", network.Outputs)}. "
                    + "Name the value that answers with output-name; or, to learn other classes than the file's, give "
                    + "it a new last layer with 'head: { classes: … }'."
            );

    /// <summary>Whether one number says which of two classes it is: the second where it is large.</summary>
    public static bool IsOneForTwoClasses(Value value, LearningTask task, int size) =>
        task.Search.HasClasses && size == 2 && AnswerSearch.SizePerSample(value) == 1;

    /// <summary>What reads the logits, in a word.</summary>
    public static string ActivationOf(Value logits) =>
        logits.Graph.Nodes.Any(node => node.Operator is Sigmoid && node.Inputs[0] == logits) ? "sigmoid" : "softmax";

    /// <summary>The value before a softmax or sigmoid at the end; null where the answer is made otherwise.</summary>
    public static Value? BeforeActivation(Value answer, LearningTask task)
    {
        for (var value = answer; value.Producer is { } producer; value = producer.Inputs[0]!)
        {
            if (task.Search.IsActivation(producer.Operator))
            {
                return task.Search.SizeOf(producer.Inputs[0]!) == task.Search.SizeOf(answer) ? producer.Inputs[0] : null;
            }

            if (producer.Operator is not (Identity or Reshape or Flatten or Squeeze or Cast))
            {
                return null;
            }
        }

        return null;
    }
}
