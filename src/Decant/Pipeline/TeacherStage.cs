using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Evaluation;
using Decant.Recipes;
using Decant.Runs;
using Decant.Students;
using Decant.Teachers;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>Gets the teacher: a file of the user's, one kept from an earlier run, or one that is trained now; fine-tuned when the recipe says so.</summary>
internal sealed class TeacherStage(Recipe recipe, RunSettings settings, PreparedData data, RunFolder folder, WorkerPool pool, IRunObserver observer)
{
    private const string File = "teacher.onnx";

    /// <summary>The teacher's network, written into the run's folder, and its result.</summary>
    /// <param name="trainings">Trainings of the whole run.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    public (Graph Network, SeedResult Result) Run(int trainings, CancellationToken cancellation)
    {
        var seed = recipe.Training.Seed;
        if (recipe.Teacher.Train is null)
        {
            var given = Given();
            return (given, Result(given, ModelOrigin.Given, null, seed, cancellation));
        }

        var contents = recipe.Teacher.Onnx is { } file ? new[] { data.Splits.Train.Fingerprint, RunFolder.Fingerprint(NetworkFile.Resolve(file, settings)) } : [data.Splits.Train.Fingerprint];
        var version = typeof(TeacherStage).Assembly.GetName().Version!.ToString(3);
        var kept = Path.Combine(settings.TeacherFolder, RecipeFingerprint.OfTeacher(recipe, seed, $"{version} {settings.Kernels}", contents) + ".onnx");
        if (System.IO.File.Exists(kept))
        {
            observer.Note($"The teacher is kept from an earlier run with the same settings and data ({kept}). Delete the file to train it anew.");
            var network = Read(kept);
            return (network, Result(network, ModelOrigin.Kept, null, seed, cancellation));
        }

        var train = recipe.Teacher.Train;
        var start = recipe.Teacher.Onnx is null
            ? Network.Build(train.Model!, train.Values, data.SampleShape, data.Classes, data.Scaling, seed)
            : Given();
        ModelMeasure.Describe(start, data.Splits, recipe, ArmNames.Teacher, seed);
        var job = TrainingJobs.Of(
            ArmNames.Teacher, seed, start, TrainingJobs.HardLabels(), null, data, recipe.TeacherAugment, train.Training, settings, pool, folder);
        var outcome = new ObservedTraining(job, observer, 1, trainings).Run(cancellation);
        var result = Result(outcome.Network, ModelOrigin.Trained, outcome, seed, cancellation);
        Keep(outcome.Network, kept);
        return (outcome.Network, result);
    }

    // A teacher that cannot be kept is trained again next time; that is no reason to lose this run.
    private void Keep(Graph network, string kept)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            RunFolder.Write(network, kept);
        }
        catch (Exception failure) when (failure is DecantException or IOException or UnauthorizedAccessException)
        {
            observer.Note($"The teacher could not be kept for later runs: {failure.Message}");
        }
    }

    private Graph Given() => Read(recipe.Teacher.Onnx!);

    private Graph Read(string file) => NetworkFile.Read(file, "Teacher", data, settings);

    private SeedResult Result(Graph network, ModelOrigin origin, TrainingOutcome? outcome, ulong seed, CancellationToken cancellation)
    {
        var bytes = folder.Save(network, File);
        using var frozen = new FrozenNetwork(network, Evaluator.Batch, settings.Kernels, pool);
        var result = new SeedResult
        {
            Seed = seed,
            Origin = origin,
            Model = ModelMeasure.Of(network, File, bytes, settings, pool),
            Test = Evaluator.Run(frozen, data.Splits.Test, cancellation: cancellation),
            Epochs = outcome?.Epochs ?? [],
            Steps = outcome?.Steps,
            Duration = outcome?.Duration ?? TimeSpan.Zero,
            ChosenEpoch = outcome?.ChosenEpoch,
            StopReason = outcome?.StopReason,
        };
        observer.End(ArmNames.Teacher, result);
        return result;
    }
}
