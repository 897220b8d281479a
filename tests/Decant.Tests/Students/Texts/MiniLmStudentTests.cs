using System.Reflection;
using Decant.Adoption;
using Decant.Adoption.Texts;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Pretrained;
using Decant.Students;
using Decant.Students.Texts;
using Decant.Tasks;
using Decant.Tests.Adoption.Texts;
using Decant.Tests.Shared;

namespace Decant.Tests.Students.Texts;

/// <summary>Encoders that begin with the layers of all-MiniLM-L6-v2, against its file in ONNX Runtime.</summary>
public sealed class MiniLmStudentTests : IDisposable
{
    private const int Vocabulary = 30_522,
        Width = 384;

    private readonly WorkerPool _pool = new(2);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void A_student_with_all_its_layers_has_its_hidden_states_and_one_with_three_every_second_layer()
    {
        var file = File();
        var teacher = TextNetworkAdoption
            .Run(
                OnnxFile.Read(new MemoryStream(file), "all-MiniLM-L6-v2"),
                new()
                {
                    Pooling = TextPooling.Mean,
                    HeadSize = 2,
                    Dropout = 0.1,
                    Seed = 3,
                },
                new AdoptionTask(new TokenTexts(4, Vocabulary), LearningGoal.Classes, InputScaling.None, DeviceCatalogue.Default(_pool))
            )
            .Network;
        var (six, three) = (Build(6), Build(3));
        foreach (var student in new[] { six, three })
        {
            Assert.Equal(
                student.Parameters.Except(["head.weight", "head.bias"]).Order(StringComparer.Ordinal),
                InitialWeights.Take(student, teacher).Order(StringComparer.Ordinal)
            );
        }

        var batch = TextCases.Batch(2, 14, 14);
        six.AddOutput(six["layer6"]);
        var ours = GraphRun.Of(six, batch, "managed")["layer6"];
        batch["token_type_ids"] = new Tensor(ElementType.Int64, 2, 14);
        var theirs = OnnxRuntimeOracle.Run(file, batch)["last_hidden_state"];
        for (var n = 0; n < 2; n++)
        {
            var numbers = TextCases.LengthOf(n, 14) * Width;
            for (var i = n * 14 * Width; i < (n * 14 * Width) + numbers; i++)
            {
                Assert.Equal(theirs.Span<float>()[i], ours.Span<float>()[i], 2e-5);
            }
        }

        foreach (var (own, of) in new[] { (1, 2), (2, 4), (3, 6) })
        {
            Assert.Equal(six[$"layer{of}.wide.weight"].Data!.Span<float>(), three[$"layer{own}.wide.weight"].Data!.Span<float>());
        }
    }

    private static Graph Build(int layers)
    {
        var tokens = new TensorType(ElementType.Int64, new Shape("N", "T"));
        return Network.Build(
            new Encoder
            {
                Layers = layers,
                Width = Width,
                Heads = 12,
            },
            new SampleInputs(
                [TextCases.Ids, TextCases.Mask],
                new Dictionary<string, TensorType> { [TextCases.Ids] = tokens, [TextCases.Mask] = tokens }
            )
            {
                Choices = new Dictionary<string, int> { [TextCases.Ids] = Vocabulary },
                Longest = new Dictionary<string, int> { ["T"] = 64 },
            },
            NetworkHead.OfClasses(2),
            InputScaling.None,
            1
        );
    }

    private static byte[] File()
    {
        var model = PretrainedModels.Of("minilm-l6");
        var root = typeof(MiniLmStudentTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(fact => fact.Key == "PackageFolder")
            .Value!;
        var place = model.Files[0].Place.Split('#');
        return EmbeddedFile.Read(Path.Combine(root, model.Package.Id.ToLowerInvariant(), model.Package.Version, place[0]), place[1]);
    }
}
