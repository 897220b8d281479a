using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Recipes;
using Decant.Students;

namespace Decant.Pipeline;

/// <summary>Looks, beside data that could be read, whether a run can begin: files that are missing or do not fit, networks that cannot be trained, batches that are too large.</summary>
internal static class RunCheck
{
    /// <summary>All problems, each a sentence.</summary>
    public static IReadOnlyList<string> Problems(Recipe recipe, RunSettings settings, PreparedData data)
    {
        var (problems, seed) = (new List<string>(), recipe.Training.Seed);
        foreach (var teacher in recipe.Teacher.Members.Where(teacher => teacher.IsGiven))
        {
            Collect(() =>
            {
                var network = GivenTeacher.Read(teacher, seed, data, settings, isTried: false).Network;
                if (teacher.Train is not null)
                {
                    LearnerCheck.Require(network, "Teacher", []);
                }
            });
        }

        if (recipe.Student.Onnx is { } file)
        {
            Collect(() => LearnerCheck.Require(
                NetworkFile.Read(file, recipe.Student.File.Adoption(seed), "Student", data, settings, isTried: false).Network, "Student", recipe.Student.Freeze));
        }

        if (recipe.Student.Init?.Onnx is { } init)
        {
            Collect(() => OnnxFile.Read(NetworkFile.Resolve(init, settings)));
        }

        (string Role, Func<Graph>? Build, int Batch, IReadOnlyList<string> Freeze)[] networks =
        [
            .. recipe.Teacher.Members.Select(teacher => teacher.Train).Concat(recipe.Assistants).OfType<TeacherTrainingSettings>()
                .Select(train => ("Teacher", train.Model is { } model ? () => Network.Build(model, train.Values, data.SampleShape, data.Head, data.Scaling, seed) : (Func<Graph>?)null, train.Training.Batch, (IReadOnlyList<string>)[])),
            ("Student", recipe.Student.Model is null ? null : () => recipe.Student.Build(data.SampleShape, data.Head, data.Scaling, seed), recipe.Training.Batch, recipe.Student.Freeze),
        ];
        foreach (var (role, build, batch, freeze) in networks)
        {
            if (build is not null)
            {
                Collect(() => LearnerCheck.Require(build(), role, freeze));
            }

            if (batch > data.Splits.Train.Count)
            {
                problems.Add($"{role}: a batch of {batch} is larger than the data, {data.Splits.Train.Count} training samples. Set training.batch to {data.Splits.Train.Count} or less.");
            }
        }

        // Of networks that are wrong by themselves there is nothing more to say.
        if (problems.Count == 0)
        {
            Collect(() =>
            {
                var networks = RunNetworks.Of(recipe, data, settings);
                problems.AddRange(HintCheck.Problems(recipe, data, networks));
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
