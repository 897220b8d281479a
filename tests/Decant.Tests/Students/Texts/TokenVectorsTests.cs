using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Students.Texts;
using Decant.Tests.Shared;

namespace Decant.Tests.Students.Texts;

public class TokenVectorsTests
{
    [Fact]
    public void A_tokens_vector_is_what_the_teacher_makes_of_a_text_of_that_token()
    {
        var teacher = TextCases.Build(
            new Encoder
            {
                Layers = 2,
                Width = 16,
                Heads = 2,
            }
        );
        int[][] texts =
        [
            [1, 30, 2],
            [1, 8, 2],
            [5],
            [1, 40, 41, 2],
            [1, 30, 31, 2],
            [1, 59, 2],
        ];
        using var pool = new WorkerPool(1);
        var vectors = TokenVectors.Ask(teacher, texts, DeviceCatalogue.Default(pool))!;

        Assert.Equal([texts.Length, 16], vectors.Dimensions.ToArray());
        teacher.AddOutput(teacher["features"]);
        for (var text = 0; text < texts.Length; text++)
        {
            long[] ids = [.. texts[text].Select(id => (long)id)];
            var alone = GraphRun.Of(
                teacher,
                new Dictionary<string, Tensor>
                {
                    [TextCases.Ids] = Tensor.From<long>(ids, 1, ids.Length),
                    [TextCases.Mask] = Tensor.From<long>([.. ids.Select(_ => 1L)], 1, ids.Length),
                },
                "reference"
            )["features"];
            for (var d = 0; d < 16; d++)
            {
                Assert.Equal(alone.Span<float>()[d], vectors.Span<float>()[(text * 16) + d], 1e-5);
            }
        }
    }

    [Fact]
    public void A_teacher_of_tags_is_asked_at_the_token_itself()
    {
        var teacher = TextCases.Build(
            new Encoder
            {
                Layers = 2,
                Width = 16,
                Heads = 2,
            },
            answersTokens: true
        );
        using var pool = new WorkerPool(1);
        var vectors = TokenVectors.Ask(
            teacher,
            [
                [1, 30, 2],
                [1, 8, 9, 2],
            ],
            DeviceCatalogue.Default(pool)
        )!;

        teacher.AddOutput(teacher["layer2"]);
        var (one, two) = (Features(1, 30, 2), Features(1, 8, 9, 2));
        for (var d = 0; d < 16; d++)
        {
            Assert.Equal(one[16 + d], vectors.Span<float>()[d], 1e-5);
            Assert.Equal((two[16 + d] + two[32 + d]) / 2, vectors.Span<float>()[16 + d], 1e-5);
        }

        float[] Features(params long[] ids) =>
            GraphRun
                .Of(
                    teacher,
                    new Dictionary<string, Tensor>
                    {
                        [TextCases.Ids] = Tensor.From<long>(ids, 1, ids.Length),
                        [TextCases.Mask] = Tensor.From<long>([.. ids.Select(_ => 1L)], 1, ids.Length),
                    },
                    "reference"
                )["layer2"]
                .Span<float>()
                .ToArray();
    }

    [Fact]
    public void Frequent_tokens_weigh_a_over_a_plus_their_share()
    {
        var student = TextCases.Build(new StaticEmbedding { Dimension = 4 });
        var counts = new long[TextCases.Vocabulary];
        (counts[3], counts[4]) = (900, 100);
        Assert.Equal([StaticEmbedding.WeightsName], TextWeights.Weigh(student, counts, 0.001));

        // The text of tokens 3, 4 and 5, whose shares are 0.9, 0.1 and 0.
        student.AddOutput(student["importance"]);
        var weights = GraphRun.Of(
            student,
            new Dictionary<string, Tensor>
            {
                [TextCases.Ids] = Tensor.From<long>([3, 4, 5], 1, 3),
                [TextCases.Mask] = Tensor.From<long>([1, 1, 1], 1, 3),
            },
            "reference"
        )["importance"];
        double[] expected = [0.001 / 0.901, 0.001 / 0.101, 1];
        for (var token = 0; token < 3; token++)
        {
            Assert.Equal(expected[token] / expected.Sum(), weights.Span<float>()[token], 1e-6);
        }

        Assert.Contains(
            "expected a student with a weight for each token",
            Assert.Throws<DecantException>(() => TextWeights.Weigh(TextCases.Build(new BagOfEmbeddings()), counts, 0.001)).Message,
            StringComparison.Ordinal
        );
    }
}
