using System.Text.Json;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Pretrained.HuggingFace;

/// <summary>
/// What comes after the last layer, as the library's class of the layout has it: <c>classifier</c> after BERT's pooler, DistilBERT's
/// <c>pre_classifier</c> with a ReLU, RoBERTa's <c>classifier.dense</c> and <c>classifier.out_proj</c> with a tanh, or a classifier of each
/// token.
/// </summary>
internal static class EncoderHead
{
    private const string Classifier = "classifier";

    /// <summary>Adds the outputs.</summary>
    /// <param name="hidden">A vector per token [N, T, D].</param>
    /// <param name="configuration">Sizes and names.</param>
    /// <param name="weights">The numbers.</param>
    /// <param name="encoder">What builds layers.</param>
    public static void AddOutputs(Value hidden, EncoderConfiguration configuration, EncoderWeights weights, EncoderGraph encoder)
    {
        var graph = hidden.Graph;
        graph.AddOutput(hidden, "last_hidden_state");
        var d = configuration.Width;
        var pooled = weights.Has("pooler.dense.weight") ? encoder.Dense(First(), "pooler.dense", d).Tanh() : null;
        var logits = Logits();
        if (logits is not null)
        {
            graph.AddOutput(logits, "logits");
            if (configuration.Labels.Count == logits.Shape[^1].Size)
            {
                graph.Metadata["decant.classes"] = JsonSerializer.Serialize(configuration.Labels);
            }
        }
        else if (pooled is not null)
        {
            graph.AddOutput(pooled, "pooler_output");
        }

        Value First() => hidden.Gather(graph.AddInitializer("first", Tensor.Scalar(0L)), 1);

        Value? Logits()
        {
            if (configuration.Layout.CountsPositions && weights.SizesOf($"{Classifier}.out_proj.weight") is [var answers, _])
            {
                return encoder.Dense(encoder.Dense(First(), $"{Classifier}.dense", d).Tanh(), $"{Classifier}.out_proj", answers);
            }

            if (weights.SizesOf($"{Classifier}.weight") is not [var classes, _])
            {
                return null;
            }

            var isPerToken = configuration.Class.EndsWith("TokenClassification", StringComparison.Ordinal);
            return encoder.Dense(
                isPerToken ? hidden
                    : configuration.Layout == EncoderLayout.DistilBert ? encoder.Dense(First(), "pre_classifier", d).Relu()
                    : pooled ?? encoder.Dense(First(), "pooler.dense", d).Tanh(),
                Classifier,
                classes
            );
        }
    }
}
