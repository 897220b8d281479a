using System.Reflection;
using Decant.Adoption;
using Decant.Adoption.Texts;
using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Pretrained;
using Decant.Students;
using Decant.Students.Texts;
using Decant.Tasks;
using Decant.Tests.Shared;

namespace Decant.Tests.Adoption.Texts;

/// <summary>The sentence encoder that everyone begins with, as the file of its package has it.</summary>
public sealed class MiniLmAdoptionTests : IDisposable
{
    private const int Vocabulary = 30_522;

    private readonly WorkerPool _pool = new(2);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void All_its_weights_are_trained_under_names_that_say_their_layer()
    {
        var adopted = Adopted(TextPooling.Mean);

        // 6 layers of 384 numbers with 12 heads and 1,536 in between; tables of tokens, 512 places and 2 kinds; the new last layer.
        const int d = 384,
            inner = 1536;
        var layer = (4 * ((d * d) + d)) + (4 * d) + (2 * d * inner) + d + inner;
        var count = ((Vocabulary + 512 + 2) * d) + (2 * d) + (6 * layer) + (2 * d) + 2;
        Assert.Equal(count, adopted.Network.Parameters.Sum(name => adopted.Network[name].Data!.Count));
        Assert.StartsWith(
            FormattableString.Invariant($"training changes all {count:N0} numbers"),
            adopted.ScopeNote(),
            StringComparison.Ordinal
        );
        Assert.All(adopted.Network.Parameters, name =>
            Assert.Matches(@"^(embeddings\..+|encoder\.layer\.[0-5]\..+|head)\.(weight|bias)$", name)
        );
        Assert.Equal("embeddings.word_embeddings.weight", TokenTable.Of(adopted.Network)!.Name);
        TokenTable.RequireVocabulary(adopted.Network, Vocabulary);
    }

    [Theory]
    [InlineData(nameof(TextPooling.Mean))]
    [InlineData(nameof(TextPooling.First))]
    public void Padding_to_twice_the_length_changes_nothing(string pooling)
    {
        var network = Adopted(Enum.Parse<TextPooling>(pooling)).Network;

        var (own, padded) = (Step(network, 6), Step(network, 12));

        Assert.All(own, output => TensorAssert.Close(output.Value, padded[output.Key], 0, 1e-6));
    }

    private AdoptedNetwork Adopted(TextPooling pooling)
    {
        var model = PretrainedModels.Of("minilm-l6");
        var root = typeof(MiniLmAdoptionTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(fact => fact.Key == "PackageFolder")
            .Value!;
        var place = model.Files[0].Place.Split('#');
        var file = Path.Combine(root, model.Package.Id.ToLowerInvariant(), model.Package.Version, place[0]);
        return TextNetworkAdoption.Run(
            OnnxFile.Read(new MemoryStream(EmbeddedFile.Read(file, place[1])), "all-MiniLM-L6-v2"),
            new()
            {
                Pooling = pooling,
                HeadSize = 2,
                Dropout = 0,
                Seed = 3,
            },
            new AdoptionTask(new TokenTexts(4, Vocabulary), LearningGoal.Classes, InputScaling.None, DeviceCatalogue.Default(_pool))
        );
    }

    // Logits, loss and the gradients of some weights of every kind, of two texts of six and three tokens.
    private static Dictionary<string, Tensor> Step(Graph network, int length)
    {
        var graph = PassLists.Forward.Run(Duplicate.Of(network));
        var labels = graph.AddInput("labels", ElementType.Int64, new Shape("N"));
        var loss = graph["logits"].LogSoftmax().GatherElements(labels.Unsqueeze(1), 1).ReduceMean() * -1;
        graph.AddOutput(loss, "loss");
        string[] names =
        [
            "embeddings.position_embeddings.weight",
            "embeddings.token_type_embeddings.weight",
            "embeddings.LayerNorm.weight",
            "encoder.layer.0.attention.self.query.weight",
            "encoder.layer.3.attention.self.value.bias",
            "encoder.layer.5.intermediate.dense.weight",
            "head.weight",
        ];
        foreach (var (name, derivative) in names.Zip(loss.Differentiate([.. names.Select(name => graph[name])])))
        {
            graph.AddOutput(derivative, $"d.{name}");
        }

        long[] ids = [101, 2023, 3185, 2003, 2307, 102, 101, 2919, 102];
        return GraphRun.Of(
            DeadCode.Remove(graph, ["logits", "loss", .. names.Select(name => $"d.{name}")]),
            new Dictionary<string, Tensor>
            {
                ["input_ids"] = Of((n, t) => t < Length(n) ? ids[(6 * n) + t] : 0),
                ["attention_mask"] = Of((n, t) => t < Length(n) ? 1 : 0),
                ["token_type_ids"] = Of((_, _) => 0),
                ["labels"] = Tensor.From<long>([1, 0], 2),
            },
            "managed"
        );

        static int Length(int n) => n == 0 ? 6 : 3;

        Tensor Of(Func<int, int, long> number) =>
            Tensor.From<long>([.. Enumerable.Range(0, 2 * length).Select(i => number(i / length, i % length))], 2, length);
    }
}
