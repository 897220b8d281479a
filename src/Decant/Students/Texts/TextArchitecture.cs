using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Options;

namespace Decant.Students.Texts;

/// <summary>
/// A family of networks that read the tokens of texts: <c>input_ids</c> and <c>attention_mask</c>, Int64 [N, T], 1 where a token is and 0
/// after a text's end, which changes no answer.
/// </summary>
public abstract record TextArchitecture : Architecture
{
    private static readonly Option<int> s_buckets = Option.WholeNumber(
        "buckets",
        null,
        "Rows of a smaller table of token vectors: each token is the sum of two of them, which hash functions name (Svenstrup et al. 2017, "
            + "arXiv:1709.03933); left out, each token has its own row.",
        atLeast: 2,
        atMost: 10_000_000,
        unit: "rows",
        unset: ""
    );
    private static readonly Option<int> s_embeddingWidth = Option.WholeNumber(
        "embedding-width",
        null,
        "Numbers in a row of the table of token vectors, which a matrix brings to the width of the layers (ALBERT, Lan et al. 2019, "
            + "arXiv:1909.11942); left out, rows are as wide as the layers.",
        atLeast: 1,
        atMost: 65536,
        unit: "features",
        unset: ""
    );

    private protected TextArchitecture(string name, string meaning)
        : base(name, meaning) { }

    internal sealed override OptionSet Options => OptionSet.DeclaredIn(GetType()).And(OptionSet.Of(s_buckets, s_embeddingWidth));

    /// <summary>
    /// Rows of a smaller table of token vectors, of which each token is the sum of two; null for a row for each token; at least 2, at most
    /// 10,000,000.
    /// </summary>
    public int? Buckets
    {
        get => Values.FindNumber(s_buckets);
        init => Values = Changed(s_buckets, value);
    }

    /// <summary>
    /// Numbers in a row of the table of token vectors, which a matrix brings to the width of the layers; null for that width; at least 1,
    /// at most 65536.
    /// </summary>
    public int? EmbeddingWidth
    {
        get => Values.FindNumber(s_embeddingWidth);
        init => Values = Changed(s_embeddingWidth, value);
    }

    /// <summary>The vector of each token, [N, T, width].</summary>
    /// <param name="text">The texts.</param>
    /// <param name="width">Numbers of a vector.</param>
    /// <param name="deviation">Of the numbers at first.</param>
    private protected Value Embed(TextInput text, int width, double deviation) =>
        new TokenEmbedding(Buckets, EmbeddingWidth).Of(text, width, deviation);

    /// <summary>Refuses a task with an answer for each token.</summary>
    /// <exception cref="DecantException">The task has one.</exception>
    private protected void RequireAnswersOfTexts(NetworkBuilder network)
    {
        if (network.AnswersPlaces)
        {
            throw new DecantException(
                $"{Name}: expected a task with one answer for a text, received one with an answer for each token, and a mean over all tokens "
                    + $"has lost which was which. Choose {Encoder.Word}, {BiLstm.Word} or {TextCnn.Word}."
            );
        }
    }

    /// <summary>What comes after the name in a description: how tokens become vectors.</summary>
    private protected string DescribeTokens() =>
        (Buckets is { } buckets ? $", {buckets} buckets" : "") + (EmbeddingWidth is { } width ? $", rows of {width}" : "");
}
