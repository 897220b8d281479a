using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Notices;
using Decant.Recipes;
using Decant.SoftTargets.Store;
using Decant.Students;

namespace Decant.Pipeline;

/// <summary>
/// Checks whether a run can begin once its data could be read: files that are missing or do not fit, networks that cannot be trained,
/// batches that are too large.
/// </summary>
internal static class RunCheck
{
    /// <summary>All problems, each a sentence.</summary>
    /// <param name="recipe">What the run is to do.</param>
    /// <param name="settings">Where and with what.</param>
    /// <param name="data">The samples.</param>
    /// <param name="note">Is told what should be known and does not keep the run from beginning.</param>
    public static IReadOnlyList<string> Problems(Recipe recipe, RunSettings settings, PreparedData data, Action<Notice>? note = null)
    {
        var (problems, seed) = (new List<string>(), recipe.Training.Seed);
        Collect(() => _ = data.Unlabelled.Value);
        foreach (var column in recipe.Slices)
        {
            Collect(() => SliceColumns.Find(column, data.Splits.Test));
        }

        problems.AddRange(SuggestedNumbers.Problems(recipe, data));
        foreach (var advice in DistillationAdvice.OfData(data))
        {
            note?.Invoke(advice);
        }

        foreach (var teacher in recipe.Teacher.Members.Where(teacher => teacher.IsGiven))
        {
            Collect(() =>
            {
                var network = GivenTeacher.Read(teacher, seed, data, settings, isTried: false).Network;
                if (teacher.Train is not null)
                {
                    LearnerCheck.Require(network, "Teacher", teacher.Train.Freeze);
                }
            });
        }

        if (recipe.SoftTargets.Folds is not null && recipe.Teacher.Train is null)
        {
            problems.Add(
                "soft-targets.folds: each part is answered by a teacher that is trained on the others, and the "
                    + "recipe trains none. Train the "
                    + "teacher (teacher: { train: … }), or remove 'folds'."
            );
        }

        if (recipe.Teacher.Store is { } store)
        {
            Collect(() =>
            {
                var folder = NetworkFile.ResolveFolder(store, settings);
                if (StoreContract.Problems(StoreManifest.Read(folder), recipe, settings, data, samples: null) is { Count: > 0 } differences)
                {
                    throw StoreContract.Refusal(folder, differences);
                }
            });
        }
        else if (recipe.SoftTargets.IsKept && StoreContract.Problem(recipe, recipe.SoftTargets.Encoding) is { } unfit)
        {
            problems.Add($"soft-targets: {unfit}");
        }

        if (recipe.Student.Onnx is { } file)
        {
            Collect(() =>
            {
                var adopted = NetworkFile.Read(file, recipe.Student.File.Adoption(seed), "Student", data, settings, isTried: false);
                LearnerCheck.Require(adopted.Network, "Student", recipe.Student.Freeze);
                if (adopted.ScopeNote(name => LearnerCheck.IsMeant(recipe.Student.Freeze, name)) is { } scope)
                {
                    note?.Invoke($"Student '{NetworkFile.Resolve(file, settings)}': {scope}");
                }
            });
        }

        if (recipe.Student.Init?.Onnx is { } init)
        {
            Collect(() => OnnxFile.Read(NetworkFile.Resolve(init, settings)));
        }

        Func<Graph>? Builder(TeacherTrainingSettings train) =>
            train.Model is { } model ? () => Network.Build(model, data.Inputs, data.Head, data.Scaling, seed) : null;
        Func<Graph>? student = recipe.Student.Model is null ? null : () => recipe.Student.Build(data.Inputs, data.Head, data.Scaling, seed);
        (string Role, Func<Graph>? Build, int Batch, IReadOnlyList<string> Freeze)[] networks =
        [
            .. recipe
                .Teacher.Members.Select(teacher => teacher.Train)
                .Concat(recipe.Assistants)
                .OfType<TeacherTrainingSettings>()
                .Select(train => ("Teacher", Builder(train), train.Training.Batch, (IReadOnlyList<string>)train.Freeze)),
            ("Student", student, recipe.Training.Batch, recipe.Student.Freeze),
        ];
        foreach (var (role, build, batch, freeze) in networks)
        {
            if (build is not null)
            {
                Collect(() => LearnerCheck.Require(build(), role, freeze));
            }

            if (batch > data.Splits.Train.Count)
            {
                problems.Add(
                    $"{role}: a batch of {batch} is larger than the data, {data.Splits.Train.Count} training samples. "
                        + $"Set {(role == "Teacher" ? "the batch of its training" : "training.batch")} to "
                        + $"{data.Splits.Train.Count} or less."
                );
            }
        }

        // Of networks that are wrong by themselves there is nothing more to say.
        if (problems.Count == 0)
        {
            Collect(() =>
            {
                var networks = RunNetworks.Of(recipe, data, settings);
                foreach (var notice in LossCheck.Notices(recipe, data, networks))
                {
                    if (notice.Kind == NoticeKind.Refusal)
                    {
                        problems.Add(notice.Sentence);
                    }
                    else
                    {
                        note?.Invoke(notice);
                    }
                }

                problems.AddRange(MemoryCheck.Problems(recipe, settings, data, networks));
            });
        }

        return [.. problems.Distinct()];

        void Collect(Action action)
        {
            try
            {
                action();
            }
            catch (DecantException problem)
            {
                problems.Add(problem.Message);
            }
        }
    }
}
