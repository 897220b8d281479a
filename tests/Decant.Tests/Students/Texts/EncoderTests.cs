using Decant.Engine;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Students.Texts;

namespace Decant.Tests.Students.Texts;

public class EncoderTests
{
    private static readonly Encoder s_encoder = new()
    {
        Layers = 3,
        Width = 16,
        Heads = 2,
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_passes_find_attention_with_its_mask_layer_normalisation_and_GELU(bool isTrained)
    {
        var graph = TextCases.Build(s_encoder);
        var fused = isTrained ? PassLists.Forward.Run(TrainingForm.Of(graph, 1, unbiased: false)) : PassLists.Frozen.Run(graph);

        var attentions = fused.Nodes.Where(node => node.Operator is ScaledDotProductAttention).ToArray();
        Assert.Equal(3, attentions.Length);
        Assert.All(attentions, node => Assert.Equal("[N, 1, 1, T]", node.Inputs[3]!.Shape.ToString()));
        Assert.All(attentions, node => Assert.True(((ScaledDotProductAttention)node.Operator).PositionsFirst));
        Assert.Equal(7, fused.Nodes.Count(node => node.Operator is LayerNormalization or Fused { Producer: LayerNormalization }));
        Assert.DoesNotContain(fused.Nodes, node => node.Operator is Erf || node is { Operator: Softmax, Outputs: [{ Shape.Rank: 4 }] });
    }

    [Fact]
    public void A_width_that_heads_cannot_share_is_refused() =>
        Assert.Equal(
            "encoder: expected a width that its 3 heads share, received 16. Set width to a multiple of heads.",
            Assert.Throws<DecantException>(() => TextCases.Build(s_encoder with { Heads = 3 })).Message
        );

    [Theory]
    [InlineData("bag-of-embeddings")]
    [InlineData("static-embedding")]
    public void A_mean_over_tokens_cannot_answer_for_each_token(string name) =>
        Assert.StartsWith(
            $"{name}: expected a task with one answer for a text, received one with an answer for each token",
            Assert
                .Throws<DecantException>(() => TextCases.Build(Decant.Students.Architectures.All.Find(name), answersTokens: true))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Tokens_of_hashed_tables_are_the_sum_of_the_rows_that_the_hash_functions_name()
    {
        const int buckets = 13;
        var graph = TextCases.Build(new BagOfEmbeddings { Dimension = 6, Buckets = buckets });
        var table = graph[TokenEmbedding.TableName].Data!;
        Assert.Equal([buckets, 6], table.Dimensions.ToArray());
        graph.AddOutput(graph["tokens"]);
        var batch = TextCases.Batch(3, 20, 20);
        var vectors = Shared.GraphRun.Of(graph, batch, "managed")["tokens"];
        var ids = batch[TextCases.Ids].Span<long>();
        for (var token = 0; token < ids.Length; token++)
        {
            var (one, other) = (TokenEmbedding.Bucket(ids[token], 0, buckets), TokenEmbedding.Bucket(ids[token], 1, buckets));
            for (var d = 0; d < 6; d++)
            {
                Assert.Equal(
                    table.Span<float>()[(one * 6) + d] + table.Span<float>()[(other * 6) + d],
                    vectors.Span<float>()[(token * 6) + d],
                    1e-6
                );
            }
        }
    }

    [Fact]
    public void Hash_functions_spread_a_vocabulary_and_seldom_collide_both()
    {
        const int vocabulary = 30_000,
            buckets = 2000;
        for (var function = 0; function < 2; function++)
        {
            var loads = new int[buckets];
            for (var id = 0; id < vocabulary; id++)
            {
                loads[TokenEmbedding.Bucket(id, function, buckets)]++;
            }

            // A row has 15 tokens on the mean; of a Poisson distribution, none of 2000 rows is expected above 40.
            Assert.InRange(loads.Max(), 15, 40);
        }

        // Pairs of tokens with the same two rows: vocabulary²/2 pairs, each with chance 1/buckets², make 112.
        var same = Enumerable
            .Range(0, vocabulary)
            .GroupBy(id => (TokenEmbedding.Bucket(id, 0, buckets), TokenEmbedding.Bucket(id, 1, buckets)))
            .Sum(group => group.Count() * (group.Count() - 1) / 2);
        Assert.InRange(same, 0, 250);
    }
}
