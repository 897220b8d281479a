using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Recipes;
using Decant.Runs;
using Decant.SoftTargets;
using Decant.Students;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>Trains the student of one arm and one seed: the same initial weights, batches and views for every arm of that seed.</summary>
internal sealed class StudentStage(
    Recipe recipe, RunSettings settings, PreparedData data, RunFolder folder, WorkerPool pool, IRunObserver observer, Graph teacher)
{
    /// <summary>Trains, measures and, for the arm that is handed over, writes the file.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="terms">The terms of the loss.</param>
    /// <param name="source">The teacher's answers; null without a teacher.</param>
    /// <param name="file">Name of the exported file.</param>
    /// <param name="training">Number of this training in the run, from 1.</param>
    /// <param name="trainings">Trainings of the run.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    public SeedResult Run(
        string arm, ulong seed, IReadOnlyList<LossTerm> terms, ISoftTargetSource? source, string file, int training, int trainings, CancellationToken cancellation)
    {
        var student = Build(seed);
        ModelMeasure.Describe(student, data.Splits, recipe, arm, seed);
        var job = TrainingJobs.Of(arm, seed, student, terms, source, data, recipe.StudentAugment, recipe.Training, settings, pool, folder);
        var outcome = new ObservedTraining(job, observer, training, trainings).Run(cancellation);
        var bytes = folder.Save(outcome.Network, file);
        using var frozen = new FrozenNetwork(outcome.Network, Evaluator.Batch, settings.Kernels, pool);
        using var judge = new FrozenNetwork(teacher, Evaluator.Batch, settings.Kernels, pool);
        var result = new SeedResult
        {
            Seed = seed,
            Origin = ModelOrigin.Trained,
            Model = ModelMeasure.Of(outcome.Network, file, bytes, settings, pool),
            Test = Evaluator.Run(frozen, data.Splits.Test, judge, cancellation),
            Epochs = outcome.Epochs,
            Steps = outcome.Steps,
            Duration = outcome.Duration,
            ChosenEpoch = outcome.ChosenEpoch,
            StopReason = outcome.StopReason,
        };
        observer.End(arm, result);
        return result;
    }

    private Graph Build(ulong seed)
    {
        if (recipe.Student.Onnx is { } file)
        {
            return NetworkFile.Read(file, "Student", data, settings);
        }

        var student = Network.Build(recipe.Student.Model!, recipe.Student.Values, data.SampleShape, data.Classes, data.Scaling, seed);
        if (recipe.Student.Init is { } init)
        {
            var source = init.IsTeacher ? teacher : OnnxFile.Read(NetworkFile.Resolve(init.Onnx!, settings));
            observer.Note($"The student begins with weights of '{source.Name}': {string.Join(", ", InitialWeights.Take(student, source))}.");
        }

        return student;
    }
}
