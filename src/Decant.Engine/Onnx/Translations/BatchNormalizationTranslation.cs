using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// BatchNormalization; in training mode (from opset 14 on, and until 6 unless it says <c>is_test</c>) with the next running statistics as
/// outputs.
/// </summary>
internal sealed class BatchNormalizationTranslation() : Translation<BatchNormalization>("BatchNormalization", 5, 5)
{
    private const int SinceEvaluated = 7;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (epsilon, momentum) = (node.Float("epsilon", 1e-5), node.Float("momentum", 0.9));
        var training = node.Opset < SinceEvaluated ? !node.Flag("is_test") : node.Flag("training_mode");
        if (!node.Flag("spatial", true) && node[0].Shape.Rank > 2)
        {
            node.Give(
                training
                    ? throw new DecantException(
                        "statistics for every element (spatial = 0) are not known here in training mode. Export the "
                            + "model in evaluation mode."
                    )
                    : ForEveryElement(node[0], node.Inputs, epsilon)
            );
        }
        else if (training)
        {
            node.Add(new BatchNormalizationTraining(epsilon, momentum), node.Inputs);
        }
        else
        {
            node.Add(new BatchNormalization(epsilon, momentum), node.Inputs);
        }
    }

    // Until opset 8 there could be a mean and a variance for every element of a sample: y = (x − mean) / √(variance + epsilon) · scale +
    // bias.
    private static Value ForEveryElement(Value x, Value[] inputs, double epsilon) =>
        inputs.Skip(1).All(input => input.Shape.Equals(new Shape(x.Shape.Skip(1))))
            ? ((x - inputs[3]) / (inputs[4] + epsilon).Sqrt() * inputs[1]) + inputs[2]
            : throw new DecantException($"with spatial = 0, expected a number for every element of a sample of {x}, received {inputs[1]}.");

    /// <inheritdoc/>
    protected override void Write(BatchNormalization norm, NodeWriter node)
    {
        node.Float("epsilon", norm.Epsilon, 1e-5);
        node.Float("momentum", norm.Momentum, 0.9);
    }
}
