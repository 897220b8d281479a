using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Notices;
using Decant.OnnxRuntime;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;

namespace Decant.Tests.Pipeline;

/// <summary>A whole run on a few hundred digits, in a folder that is removed afterwards.</summary>
internal sealed class SmallRun : IDisposable
{
    private const string Base = """
        data: { source: digits, train-images: 400, test-images: 100 }
        teacher: { train: { model: mlp, hidden: [24], epochs: 3 } }
        student: { model: mlp, hidden: [8] }
        losses: [ { soft-targets: { weight: 0.9 } }, { hard-labels: { weight: 0.1 } } ]
        training: { epochs: 2, batch: 32, learning-rate: 0.05, seed: 1 }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-run-");

    /// <summary>Runs the recipe with some changes.</summary>
    public SmallRun(params IEnumerable<string> changes)
    {
        Outcome = Distillation.Run(
            Recipe(changes),
            new RunSettings
            {
                OutputFolder = Path.Combine(_folder.FullName, "run"),
                TeacherFolder = Path.Combine(_folder.FullName, "teachers"),
                Threads = 1,
                OnnxRuntime = new OnnxRuntimeSessions(),
            },
            Said
        );
    }

    public RunOutcome Outcome { get; }

    /// <summary>The recipe with some changes.</summary>
    public static Recipe Recipe(IEnumerable<string> changes) => RecipeReader.ReadText(Base, "small", changes);

    public Listener Said { get; } = new();

    public Graph this[string file] => OnnxFile.Read(Path.Combine(Outcome.Folder, file));

    public ArmResult Arm(string name) => Outcome.Run.Arm(name) ?? throw new InvalidOperationException($"There is no arm '{name}'.");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Remembers what was said, and what was begun.</summary>
    internal sealed class Listener : IRunObserver
    {
        public List<string> Notes { get; } = [];

        public List<TrainingPlan> Plans { get; } = [];

        public void Note(Notice notice) => Notes.Add(notice.Text);

        public void Begin(TrainingPlan plan) => Plans.Add(plan);

        public void Step(in TrainingProgress progress) { }

        public void Epoch(EpochRecord record) { }

        public void End(string arm, SeedResult result) { }
    }
}
