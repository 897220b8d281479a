using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Students;
using Decant.Students.Texts;
using Decant.Tests.Shared;

namespace Decant.Tests.Students.Texts;

/// <summary>Students of texts that begin with another network's weights.</summary>
public class TextWeightsTests
{
    private static readonly Encoder s_encoder = new()
    {
        Layers = 4,
        Width = ForeignEncoder.Width,
        Heads = ForeignEncoder.Heads,
        FeedForward = ForeignEncoder.Wide,
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_encoder_of_as_many_layers_answers_as_the_teacher_does(bool isRead)
    {
        var teacher = ForeignEncoder.Build(4);
        var student = TextCases.Build(s_encoder);
        var taken = InitialWeights.Take(student, isRead ? ReadBack(teacher) : teacher);

        // All but the head.
        Assert.Equal(student.Parameters.Except(["head.weight", "head.bias"]).Order(), taken.Order());
        Same(Hidden(teacher, "last_hidden_state"), Hidden(student, "layer4"));
    }

    [Fact]
    public void Two_layers_of_four_are_every_second_of_the_teachers()
    {
        var teacher = ForeignEncoder.Build(4);
        var student = TextCases.Build(s_encoder with { Layers = 2 });
        InitialWeights.Take(student, teacher);
        foreach (var (own, theirs) in new[] { (1, 1), (2, 3) })
        {
            var (matrix, from) = (student[$"layer{own}.wide.weight"].Data!, teacher[$"layer.{theirs}.up.matrix"].Data!);
            for (var unit = 0; unit < ForeignEncoder.Wide; unit++)
            {
                for (var i = 0; i < ForeignEncoder.Width; i++)
                {
                    Assert.Equal(
                        from.Span<float>()[(i * ForeignEncoder.Wide) + unit],
                        matrix.Span<float>()[(unit * ForeignEncoder.Width) + i]
                    );
                }
            }

            Assert.Equal(teacher[$"layer.{theirs}.norm2.gamma"].Data!.Span<float>(), student[$"layer{own}.scale"].Data!.Span<float>());
        }
    }

    [Fact]
    public void An_encoder_of_our_own_is_a_teacher_like_any_other()
    {
        var teacher = TextCases.Build(s_encoder, seed: 3);
        var student = TextCases.Build(s_encoder, seed: 4);
        InitialWeights.Take(student, ReadBack(teacher));
        Same(Hidden(teacher, "layer4"), Hidden(student, "layer4"));
    }

    [Fact]
    public void A_factorised_table_is_the_teachers_where_that_has_so_few_directions()
    {
        // Rows in a plane of 3 directions, away from the origin.
        var (three, directions) = (
            ForeignEncoder.Random("three", TextCases.Vocabulary, 3),
            ForeignEncoder.Random("directions", 4, ForeignEncoder.Width)
        );
        var table = new Tensor(ElementType.Float32, TextCases.Vocabulary, ForeignEncoder.Width);
        for (var i = 0; i < table.Count; i++)
        {
            table.Span<float>()[i] = Combined(three, directions, i / ForeignEncoder.Width, i % ForeignEncoder.Width);
        }

        var teacher = ForeignEncoder.Build(4, table);
        var student = TextCases.Build(s_encoder with { EmbeddingWidth = 3 });
        Assert.Contains(TokenEmbedding.WidenerName, InitialWeights.Take(student, teacher));
        Same(Hidden(teacher, "last_hidden_state"), Hidden(student, "layer4"));
    }

    [Theory]
    [InlineData("static-embedding")]
    [InlineData("bag-of-embeddings")]
    public void Shorter_vectors_keep_the_distances_that_the_teachers_have_in_its_main_directions(string name)
    {
        var teacher = ForeignEncoder.Build(1);
        var student = TextCases.Build(
            name == "static-embedding" ? new StaticEmbedding { Dimension = 15 } : new BagOfEmbeddings { Dimension = 15 }
        );
        Assert.Equal([TokenEmbedding.TableName], InitialWeights.Take(student, teacher));

        // Of 16 directions the one of least variance is lost: no distance grows, and all squares together lose that variance alone.
        var (own, theirs) = (student[TokenEmbedding.TableName].Data!, teacher["word_embeddings"].Data!);
        var (kept, all) = (0.0, 0.0);
        for (var a = 0; a < TextCases.Vocabulary; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var (near, far) = (Distance(own, a, b), Distance(theirs, a, b));
                Assert.True(near <= far * (1 + 1e-5), $"{near} {far}");
                (kept, all) = (kept + near, all + far);
            }
        }

        var components = PrincipalComponents.Of(theirs.Span<float>(), ForeignEncoder.Width, ForeignEncoder.Width);
        Assert.Equal(1 - (components.Variances[^1] / components.Variances.Sum()), kept / all, 1e-5);
    }

    [Fact]
    public void A_student_whose_answers_are_vectors_begins_with_the_mean_of_the_teachers()
    {
        // Vectors of as many directions as the student keeps, so that nothing is lost.
        const int kept = 3;
        var (three, directions) = (
            ForeignEncoder.Random("three", TextCases.Vocabulary, kept),
            ForeignEncoder.Random("directions", kept + 1, ForeignEncoder.Width)
        );
        var vectors = new Tensor(ElementType.Float32, TextCases.Vocabulary, ForeignEncoder.Width);
        for (var i = 0; i < vectors.Count; i++)
        {
            vectors.Span<float>()[i] = Combined(three, directions, i / ForeignEncoder.Width, i % ForeignEncoder.Width);
        }

        var student = TextCases.Build(new StaticEmbedding { Dimension = kept }, answers: ForeignEncoder.Width);
        Assert.Equal(
            ["head.bias", "head.weight", TokenEmbedding.TableName],
            InitialWeights.Take(student, ForeignEncoder.Build(1), vectors).Order(StringComparer.Ordinal)
        );

        var batch = TextCases.Batch(3, 12, 12);
        var answers = GraphRun.Of(student, batch, "reference")["logits"];
        for (var n = 0; n < 3; n++)
        {
            var ids = batch[TextCases.Ids].Span<long>().Slice(n * 12, TextCases.LengthOf(n, 12)).ToArray();
            for (var d = 0; d < ForeignEncoder.Width; d++)
            {
                var mean = ids.Average(id => vectors.Span<float>()[((int)id * ForeignEncoder.Width) + d]);
                Assert.Equal(mean, answers.Span<float>()[(n * ForeignEncoder.Width) + d], 1e-5);
            }
        }
    }

    [Fact]
    public void A_teacher_of_another_vocabulary_gives_layers_and_no_vectors()
    {
        var teacher = ForeignEncoder.Build(4, ForeignEncoder.Random("more", TextCases.Vocabulary + 5, ForeignEncoder.Width));
        var student = TextCases.Build(s_encoder);
        var before = student[TokenEmbedding.TableName].Data!.Span<float>().ToArray();
        var taken = InitialWeights.Take(student, teacher);
        Assert.Contains("layer4.wide.weight", taken);
        Assert.DoesNotContain(TokenEmbedding.TableName, taken);
        Assert.Equal(before, student[TokenEmbedding.TableName].Data!.Span<float>());
    }

    // A row of a plane of 3 directions, away from the origin.
    private static float Combined(Tensor three, Tensor directions, int token, int d)
    {
        var sum = directions.Span<float>()[(3 * ForeignEncoder.Width) + d];
        for (var k = 0; k < 3; k++)
        {
            sum += three.Span<float>()[(token * 3) + k] * directions.Span<float>()[(k * ForeignEncoder.Width) + d];
        }

        return sum;
    }

    private static double Distance(Tensor table, int a, int b)
    {
        var (width, sum) = (table.Dimensions[1], 0.0);
        for (var d = 0; d < width; d++)
        {
            var difference = (double)table.Span<float>()[(a * width) + d] - table.Span<float>()[(b * width) + d];
            sum += difference * difference;
        }

        return sum;
    }

    private static float[] Hidden(Graph graph, string value)
    {
        var inputs = TextCases.Batch(3, 12, 12);
        inputs["token_type_ids"] = new Tensor(ElementType.Int64, 3, 12);
        if (graph.Outputs.All(output => output.Name != value))
        {
            graph.AddOutput(graph[value]);
        }

        var hidden = GraphRun.Of(graph, inputs, "reference")[value];
        var width = hidden.Dimensions[2];
        return
        [
            .. Enumerable
                .Range(0, 36)
                .Where(place => place % 12 < TextCases.LengthOf(place / 12, 12))
                .SelectMany(place => hidden.Span<float>().Slice(place * width, width).ToArray()),
        ];
    }

    private static void Same(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 2e-5);
        }
    }

    private static Graph ReadBack(Graph graph)
    {
        using var file = new MemoryStream();
        OnnxFile.Write(graph, file);
        file.Position = 0;
        return OnnxFile.Read(file);
    }
}
