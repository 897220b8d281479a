using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Students.Texts;

/// <summary>
/// A vector and a weight for each token, no layers: the text's vector is Σ w·e / Σ w over its tokens with w = e^s, of which s is trained,
/// and the head is one matrix. The smooth inverse frequencies of Arora et al. 2017 ("A simple but tough-to-beat baseline for sentence
/// embeddings") are such weights, a/(a + p). Value: <c>features</c>.
/// </summary>
public sealed record StaticEmbedding : TextArchitecture
{
    /// <summary>The name of the logarithms of the tokens' weights, [tokens, 1].</summary>
    internal const string WeightsName = "importance.weight";

    private static readonly Option<int> s_dimension = Option.WholeNumber(
        "dimension",
        256,
        "Numbers of a token's vector.",
        atLeast: 1,
        atMost: 16384,
        unit: "features"
    );

    /// <summary>The architecture <c>static-embedding</c>.</summary>
    public StaticEmbedding()
        : base("static-embedding", "The weighted mean of a text's token vectors, each token with a weight that is learnt.") { }

    /// <summary>Numbers of a token's vector; at least 1, at most 16384.</summary>
    public int Dimension
    {
        get => Get(s_dimension);
        init => Values = Changed<int>(s_dimension, value);
    }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        RequireAnswersOfTexts(network);
        var text = new TextInput(network);
        var vectors = Embed(text, Dimension, 1 / Math.Sqrt(Dimension));
        // e^s/Σ e^s is a softmax over the text: whatever is added to all s changes nothing, and none overflows.
        var logarithms = network.Parameter(WeightsName, 0, text.Vocabulary, 1).Gather(text.Ids);
        var weights = network.Named((logarithms + text.Summand.Unsqueeze(2)).Softmax(1), "importance");
        var features = network.Named((weights * vectors).ReduceSum([1]), "features");
        return network.Linear(features, answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe() => $"{Name} {Dimension}{DescribeTokens()}";
}
