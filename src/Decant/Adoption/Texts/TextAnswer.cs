using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Adoption.Texts;

/// <summary>What a text network from elsewhere answers with.</summary>
/// <param name="Value">The output.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct TextAnswer(Value Value, TextAnswer.Form Kind)
{
    private const string Hidden = "last_hidden_state";

    private static readonly string[] s_pooled = ["sentence_embedding", "pooler_output", "pooled_output", "text_embeds", "embeddings"];
    private static readonly string[] s_logits = ["logits", "output", "scores"];

    /// <summary>Forms of an answer.</summary>
    public enum Form
    {
        /// <summary>A vector per token, [N, T, D].</summary>
        Tokens,

        /// <summary>A vector per text, [N, D].</summary>
        Pooled,

        /// <summary>An answer of a head: [N, C], or [N, T, C] where each token has one.</summary>
        Logits,
    }

    /// <summary>The output that answers.</summary>
    /// <param name="network">A forward graph.</param>
    /// <param name="name">Its name; null where it is looked for.</param>
    /// <param name="size">Answers that the task asks for.</param>
    /// <param name="isPerToken">Whether the task asks for answers of each token.</param>
    /// <exception cref="DecantException">There is none.</exception>
    public static TextAnswer Find(Graph network, string? name, int size, bool isPerToken)
    {
        if (name is not null)
        {
            return new(network[name], FormOf(network[name], size, isPerToken));
        }

        Value[] outputs =
        [
            .. network.Outputs.Where(output => output.Type.IsFloat() && output.Shape.Rank is 2 or 3 && output.Shape[^1].IsStatic),
        ];
        string[] usual = [.. s_logits.Take(1), Hidden, .. s_pooled, .. s_logits.Skip(1)];
        var answer = usual.Select(word => outputs.FirstOrDefault(output => output.Name == word)).OfType<Value>().FirstOrDefault()
            ?? outputs.OrderByDescending(output => output.Shape.Rank).FirstOrDefault()
            ?? throw new DecantException(
                $"expected an output {Hidden} [N, T, D], a vector [N, D] or logits [N, C] per text, received "
                    + $"{string.Join(", ", network.Outputs)}. Export the network with one of them."
            );
        return new(answer, FormOf(answer, size, isPerToken));
    }

    // By its name; a row of as many numbers as are asked for is taken for answers.
    private static Form FormOf(Value output, int size, bool isPerToken) =>
        output.Name == Hidden ? Form.Tokens
        : s_logits.Contains(output.Name) ? Form.Logits
        : output.Shape.Rank == 3 ? (isPerToken && output.Shape[2] == size ? Form.Logits : Form.Tokens)
        : s_pooled.Contains(output.Name) || output.Shape[1] != size ? Form.Pooled
        : Form.Logits;
}
