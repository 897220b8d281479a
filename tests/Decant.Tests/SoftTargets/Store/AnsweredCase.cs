using Decant.Data;
using Decant.Data.Augmentations;
using Decant.Engine.Kernels;
using Decant.Pipeline;
using Decant.Pipeline.Progress;
using Decant.Recipes;
using Decant.SoftTargets;
using Decant.SoftTargets.Store;
using Decant.Teachers;
using Decant.Training;

namespace Decant.Tests.SoftTargets.Store;

/// <summary>A recipe's teacher and student as they are before any training, and a folder for stores of the teacher's answers.</summary>
internal sealed class AnsweredCase : IDisposable
{
    public const string Classes = """
        data: { source: digits, train-images: 300, test-images: 60 }
        teacher: { train: { model: mlp, hidden: [24] } }
        student: { model: mlp, hidden: [8] }
        losses: [ { soft-targets: { weight: 0.9, temperature: 4 } }, { hard-labels: { weight: 0.1 } } ]
        training: { epochs: 3, batch: 32, learning-rate: 0.05, seed: 3 }
        """;

    public const string Pixels = """
        task: image-segmentation
        data: { source: digits, train-images: 70, test-images: 30 }
        teacher: { train: { model: fcn } }
        student: { model: fcn }
        training: { epochs: 2, batch: 8, learning-rate: 0.05, seed: 3 }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-store-");
    private readonly WorkerPool _pool;
    private readonly RunContext _context;
    private readonly RunNetworks _networks;
    private readonly FrozenNetwork _frozen;

    public AnsweredCase(string recipe = Classes, int threads = 1, params string[] changes)
    {
        _pool = new WorkerPool(threads);
        Recipe = RecipeReader.ReadText(recipe, "case", changes);
        Settings = new RunSettings { Threads = threads, DataRoot = "." };
        Data = PreparedData.Open(Recipe, ".");
        _networks = RunNetworks.Of(Recipe, Data, Settings);
        _context = new RunContext(Recipe, Settings, Data, RunFolder.None, Settings.On(_pool), new SilentObserver());
        var values = TrainingJobs.Terms(Recipe.Losses).SelectMany(term => term.TeacherValues).Distinct();
        _frozen = new FrozenNetwork(
            _networks.Members[0],
            256,
            _context.Device,
            new FrozenOptions { Schema = Samples.Schema, Values = [.. values] }
        );
        Live = new LiveTeacher(_frozen, "0123456789abcdef");
    }

    public Recipe Recipe { get; }

    public RunSettings Settings { get; }

    public PreparedData Data { get; }

    public LiveTeacher Live { get; }

    public Dataset Samples => Data.Splits.Train;

    public Augmentation? Augmentation => Recipe.StudentAugment.Augmentation;

    public string Folder => _folder.FullName;

    public AnswerAgreement Agreement => new(Data.Goal, Manifest().Values[0]);

    /// <summary>The manifest of a store that is still empty.</summary>
    public StoreManifest Manifest(AnswerEncoding? encoding = null) =>
        StoreContract.Manifest(
            StoreContract.Identity(Recipe, Settings, Data, Samples, ("mlp", Live.Fingerprint)),
            encoding ?? Recipe.SoftTargets.Encoding,
            _frozen.AnswerShape,
            _frozen.Values,
            Samples.Schema
        );

    public StoreWriter Writer(string name = "store", StoreManifest? manifest = null) =>
        new(Path.Combine(Folder, name), manifest ?? Manifest(), Data.Goal, TimeProvider.System);

    /// <summary>Makes a store, or a part of it.</summary>
    public string Make(
        string name = "store",
        StoreManifest? manifest = null,
        StorePortion? portion = null,
        ISoftTargetSource? teacher = null,
        CancellationTokenSource? stop = null,
        Action<long>? progress = null
    )
    {
        using var writer = Writer(name, manifest);
        new StoreMaking(writer, teacher ?? Live, Samples, Data.Goal, Augmentation, TimeProvider.System)
        {
            Progress = progress,
            Batch = 64,
        }.Run(portion ?? StorePortion.Whole, stop?.Token ?? TestContext.Current.CancellationToken);
        return writer.Store.Folder;
    }

    /// <summary>The bits of the student's weights after learning from a source.</summary>
    public byte[] Train(ISoftTargetSource teacher, int? views = null, IList<double>? losses = null)
    {
        var stage = new LearningStage(TrainingJobs.Terms(Recipe.Losses), Recipe.Training, Recipe.StudentAugment, Data.Splits)
        {
            Source = teacher,
            Views = views,
            ViewSeed = Recipe.Training.Seed,
        };
        var job = TrainingJobs.Of(_context, "distilled", Recipe.Training.Seed, _networks.Student, stage) with { SaveCheckpoint = null };
        var outcome = new Trainer(job, new Listener()).Run(TestContext.Current.CancellationToken);
        foreach (var epoch in outcome.Epochs)
        {
            losses?.Add(epoch.TotalLoss);
        }

        return [.. outcome.Network.Initializers.SelectMany(value => value.Data!.Bytes().ToArray())];
    }

    public void Dispose()
    {
        _frozen.Dispose();
        _pool.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class Listener : ITrainingObserver
    {
        public void Begin(int stepsPerEpoch, int samplesPerEpoch) { }

        public void Step(in StepFacts facts, TrainingStep step) { }

        public void Epoch(Decant.Runs.EpochRecord record) { }
    }
}
