using System.Reflection;
using Decant.Adoption;
using Decant.Adoption.Texts;
using Decant.Data.Batches;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Losses;
using Decant.Pretrained;
using Decant.PyTorch.Tests.Library;
using Decant.Students;
using Decant.Students.Texts;
using Decant.Tasks;
using Decant.Tests.Adoption.Texts;
using Decant.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Decant.PyTorch.Tests;

/// <summary>
/// Fine-tuning all-MiniLM-L6-v2, all weights, by AdamW on the cross-entropy of a new last layer: a batch of texts of different lengths,
/// padded. A BERT that is written with PyTorch's functions, with the same weights, does the same.
/// </summary>
[Trait("Category", "PyTorch")]
public sealed class MiniLmFineTuningTests
{
    private const int Steps = 5;
    private const int Samples = 6;
    private const int Layers = 6;
    private const int Heads = 12;
    private const double Rate = 1e-4;
    private const double Decay = 0.01;

    // Layer normalisation and the softmax take away what these add: their gradient is 0 but for rounding, of which AdamW makes whole steps.
    private static readonly string[] s_idle = ["attention.self.key.bias"];

    [Theory]
    [InlineData(nameof(TextPooling.Mean))]
    [InlineData(nameof(TextPooling.First))]
    public void Five_steps_are_PyTorchs(string pooling)
    {
        TorchLibrary.SkipIfMissing();
        var samples = new TokenTexts(Samples, 3000);
        using var pool = new WorkerPool(2);
        var network = TextNetworkAdoption
            .Run(
                OnnxFile.Read(new MemoryStream(MiniLm()), "all-MiniLM-L6-v2"),
                new TextAdoptionOptions
                {
                    Pooling = Enum.Parse<TextPooling>(pooling),
                    HeadSize = 2,
                    Dropout = 0,
                    Seed = 5,
                },
                new AdoptionTask(samples, LearningGoal.Classes, InputScaling.None, DeviceCatalogue.Default(pool))
            )
            .Network;

        using var scope = torch.NewDisposeScope();
        var weights = network.Parameters.ToDictionary(name => name, name => Parameter(name, network[name].Data!));
        var encoder = new TorchEncoder(
            "bert",
            Layers,
            Heads,
            1e-12,
            weights.ToDictionary(entry => entry.Key, entry => (torch.Tensor)entry.Value)
        );
        var updates = new torch.optim.Optimizer[]
        {
            torch.optim.AdamW([.. weights.Values.Where(weight => weight.dim() > 1)], Rate, 0.9, 0.999, 1e-8, Decay),
            torch.optim.AdamW([.. weights.Values.Where(weight => weight.dim() == 1)], Rate, 0.9, 0.999, 1e-8, 0),
        };
        using var step = new TrainingStep(
            new TrainingDesign(network, [new HardLabelsLoss { Term = "labels", Weight = 1 }]) { Schema = samples.Schema },
            new StepSettings
            {
                Optimizer = new Decant.Training.Optimizers.AdamW { LearningRate = Rate, WeightDecay = Decay },
                Batch = Samples,
                Seed = 1,
                Device = DeviceCatalogue.Default(pool),
            }
        );
        var first = weights.ToDictionary(entry => entry.Key, entry => TorchNumbers.Of(entry.Value));
        using var stream = new BatchStream(samples, new BatchOptions { Size = Samples });
        var batches = stream.Epoch(0);
        Assert.True(batches.MoveNext());
        var batch = batches.Current;
        var (ids, mask, types) = (Long("input_ids"), Long("attention_mask"), Long("token_type_ids"));
        var labels = torch.tensor(batch.Find("label")!.Span<long>().ToArray());
        Assert.Contains(0, batch.Find("attention_mask")!.Span<long>().ToArray());
        for (var number = 1; number <= Steps; number++)
        {
            step.Run(StepInput.Of(batch, null, Rate, number, 0));
            foreach (var update in updates)
            {
                update.zero_grad();
            }

            var hidden = encoder.Hidden(ids, mask, types);
            var pooled = pooling == nameof(TextPooling.First) ? hidden[torch.TensorIndex.Colon, 0] : Mean(hidden, mask);
            var loss = torch.nn.functional.cross_entropy(encoder.Dense(pooled, "head"), labels);
            loss.backward();
            foreach (var update in updates)
            {
                update.step();
            }

            Assert.Equal(loss.item<float>(), step.TotalLoss, 1e-4 * loss.item<float>());
        }

        // What the steps changed of each tensor, as a whole: of a weight whose gradient is nearly 0 AdamW makes a step all the same.
        var trained = step.Snapshot();
        foreach (var (name, weight) in weights.Where(entry => !s_idle.Any(idle => entry.Key.EndsWith(idle, StringComparison.Ordinal))))
        {
            var (before, theirs, ours) = (first[name], TorchNumbers.Of(weight), Ours(name, trained[name].Data!));
            var (apart, moved) = (0.0, 0.0);
            for (var i = 0; i < before.Length; i++)
            {
                apart += Math.Pow(ours[i] - theirs[i], 2);
                moved += Math.Pow(theirs[i] - before[i], 2);
            }

            Assert.True(moved > 0, $"{name} did not move");
            Assert.True(
                Math.Sqrt(apart) <= 0.01 * Math.Sqrt(moved),
                FormattableString.Invariant($"{name}: its change of {Math.Sqrt(moved):0.0e0} is apart by {Math.Sqrt(apart):0.0e0}")
            );
        }

        torch.Tensor Long(string field)
        {
            var numbers = batch.Find(field)!;
            return torch.tensor(numbers.Span<long>().ToArray()).reshape(numbers.Dimensions[0], numbers.Dimensions[1]);
        }
    }

    // Σ mask·token / Σ mask, over the length.
    private static torch.Tensor Mean(torch.Tensor hidden, torch.Tensor mask) =>
        (hidden * mask.unsqueeze(2)).sum(1) / mask.sum(1, keepdim: true);

    // Matrices are stored here as [in, out], tables as they are.
    private static bool IsMatrix(string name, Tensor data) =>
        data.Dimensions.Length == 2 && !name.StartsWith("embeddings.", StringComparison.Ordinal);

    private static Parameter Parameter(string name, Tensor data)
    {
        var stored = torch.tensor(data.Span<float>().ToArray()).reshape([.. data.Dimensions.ToArray().Select(size => (long)size)]);
        return new((IsMatrix(name, data) ? stored.t().contiguous() : stored).detach());
    }

    private static double[] Ours(string name, Tensor data)
    {
        using var stored = torch.tensor(data.Span<float>().ToArray()).reshape([.. data.Dimensions.ToArray().Select(size => (long)size)]);
        using var turned = IsMatrix(name, data) ? stored.t().contiguous() : stored.clone();
        return TorchNumbers.Of(turned);
    }

    private static byte[] MiniLm()
    {
        var model = PretrainedModels.Of("minilm-l6");
        var root = typeof(MiniLmFineTuningTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(fact => fact.Key == "PackageFolder")
            .Value!;
        var place = model.Files[0].Place.Split('#');
        return EmbeddedFile.Read(Path.Combine(root, model.Package.Id.ToLowerInvariant(), model.Package.Version, place[0]), place[1]);
    }
}
