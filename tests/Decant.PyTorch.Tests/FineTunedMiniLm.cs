using System.Reflection;
using Decant.Adoption;
using Decant.Adoption.Texts;
using Decant.Data;
using Decant.Data.Batches;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Losses;
using Decant.Pretrained;
using Decant.Students;
using Decant.Students.Texts;
using Decant.Tasks;
using Decant.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Decant.PyTorch.Tests;

/// <summary>
/// all-MiniLM-L6-v2 with a new last layer, fine-tuned as a whole by AdamW on the cross-entropy of two classes: here, and by a BERT that is
/// written with PyTorch's functions and begins with the same weights.
/// </summary>
internal sealed class FineTunedMiniLm : IDisposable
{
    /// <summary>The learning rate.</summary>
    public const double Rate = 1e-4;

    private const int Layers = 6;
    private const int Heads = 12;
    private const double Decay = 0.01;

    private readonly TextPooling _pooling;
    private readonly TrainingStep _step;
    private readonly TorchEncoder _encoder;
    private readonly torch.optim.Optimizer[] _updates;
    private long _number;

    public FineTunedMiniLm(Dataset samples, int batch, TextPooling pooling, WorkerPool pool, bool isAttentionFused = false)
    {
        _pooling = pooling;
        var network = TextNetworkAdoption
            .Run(
                OnnxFile.Read(new MemoryStream(File()), "all-MiniLM-L6-v2"),
                new TextAdoptionOptions
                {
                    Pooling = pooling,
                    HeadSize = 2,
                    Dropout = 0,
                    Seed = 5,
                },
                new AdoptionTask(samples, LearningGoal.Classes, InputScaling.None, DeviceCatalogue.Default(pool))
            )
            .Network;
        Theirs = network.Parameters.ToDictionary(name => name, name => Parameter(name, network[name].Data!));
        _encoder = new TorchEncoder(
            "bert",
            Layers,
            Heads,
            1e-12,
            Theirs.ToDictionary(entry => entry.Key, entry => (torch.Tensor)entry.Value)
        )
        {
            IsAttentionFused = isAttentionFused,
        };
        _updates =
        [
            torch.optim.AdamW([.. Theirs.Values.Where(weight => weight.dim() > 1)], Rate, 0.9, 0.999, 1e-8, Decay),
            torch.optim.AdamW([.. Theirs.Values.Where(weight => weight.dim() == 1)], Rate, 0.9, 0.999, 1e-8, 0),
        ];
        _step = new TrainingStep(
            new TrainingDesign(network, [new HardLabelsLoss { Term = "labels", Weight = 1 }]) { Schema = samples.Schema },
            new StepSettings
            {
                Optimizer = new Decant.Training.Optimizers.AdamW { LearningRate = Rate, WeightDecay = Decay },
                Batch = batch,
                Seed = 1,
                Device = DeviceCatalogue.Default(pool),
            }
        );
    }

    /// <summary>PyTorch's weights by name.</summary>
    public IReadOnlyDictionary<string, Parameter> Theirs { get; }

    /// <summary>A step of ours; its loss before the update.</summary>
    public double Step(Batch batch)
    {
        _step.Run(StepInput.Of(batch, null, Rate, ++_number, 0));
        return _step.TotalLoss;
    }

    /// <summary>A step of PyTorch's; its loss before the update.</summary>
    public double TheirStep(Batch batch)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var update in _updates)
        {
            update.zero_grad();
        }

        var (ids, mask, types) = (Long("input_ids"), Long("attention_mask"), Long("token_type_ids"));
        var hidden = _encoder.Hidden(ids, mask, types);
        var pooled = _pooling == TextPooling.First ? hidden[torch.TensorIndex.Colon, 0] : Mean(hidden, mask);
        var labels = torch.tensor(batch.Find("label")!.Span<long>().ToArray());
        var loss = torch.nn.functional.cross_entropy(_encoder.Dense(pooled, "head"), labels);
        loss.backward();
        foreach (var update in _updates)
        {
            update.step();
        }

        return loss.item<float>();

        torch.Tensor Long(string field)
        {
            var numbers = batch.Find(field)!;
            return torch.tensor(numbers.Span<long>().ToArray()).reshape(numbers.Dimensions[0], numbers.Dimensions[1]);
        }
    }

    /// <summary>Our weights of now, each as PyTorch stores it.</summary>
    public IEnumerable<(string Name, double[] Numbers)> Ours()
    {
        var trained = _step.Snapshot();
        return Theirs.Keys.Select(name => (name, Numbers(name, trained[name].Data!)));
    }

    public void Dispose() => _step.Dispose();

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

    private static double[] Numbers(string name, Tensor data)
    {
        using var stored = torch.tensor(data.Span<float>().ToArray()).reshape([.. data.Dimensions.ToArray().Select(size => (long)size)]);
        using var turned = IsMatrix(name, data) ? stored.t().contiguous() : stored.clone();
        return TorchNumbers.Of(turned);
    }

    private static byte[] File()
    {
        var model = PretrainedModels.Of("minilm-l6");
        var root = typeof(FineTunedMiniLm)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(fact => fact.Key == "PackageFolder")
            .Value!;
        var place = model.Files[0].Place.Split('#');
        return EmbeddedFile.Read(Path.Combine(root, model.Package.Id.ToLowerInvariant(), model.Package.Version, place[0]), place[1]);
    }
}
