using Decant.Adoption;
using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Recipes;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Pipeline;

/// <summary>A recipe for someone who has a teacher's file and data, and no recipe: looks at both and writes one.</summary>
internal static class RecipeFromFiles
{
    // Small convolutions on a core of a few years ago.
    private const double OperationsPerSecondAndThread = 1e10;
    private static readonly TimeSpan FewMinutes = TimeSpan.FromMinutes(10);

    /// <summary>Writes the recipe as YAML with comments.</summary>
    /// <param name="teacherFile">The teacher's ONNX file.</param>
    /// <param name="dataPath">A file or folder with data, as it is written or below the data root, or a source that needs none. Of a table,
    /// the columns that the teacher names as its answers are what is learnt.</param>
    /// <param name="settings">Kernels and threads to look with.</param>
    /// <param name="changes">Overrides such as <c>data.size=32</c>; those of the sections data and teacher hold while both are looked
    /// at.</param>
    /// <exception cref="DecantException">The file or the data cannot be read, or are of an unknown kind.</exception>
    public static string Draft(string teacherFile, string dataPath, RunSettings settings, IReadOnlyList<string>? changes = null)
    {
        teacherFile = NetworkFile.Resolve(teacherFile, settings);
        var network = OnnxFile.Read(teacherFile);
        var learnt = TaskOf(network);
        var names = ModelInspection.Names(network, learnt.NamesKey);
        var below = Path.Combine(settings.DataRoot, dataPath);
        var (source, options) = DataSources.Recognise(
            Path.Exists(dataPath) ? Path.GetFullPath(dataPath)
            : Path.Exists(below) ? Path.GetFullPath(below)
            : dataPath
        );
        if (!learnt.LearnsClasses && DataSources.HasColumns(source))
        {
            options = DataSources.WithTargets(
                source,
                options,
                names.Count > 0
                    ? string.Join(", ", names)
                    : throw new DecantException(
                        $"Teacher '{teacherFile}': it answers {learnt.Noun}, and its file does not say which. Write "
                            + $"a recipe with task: {SampleForm.Rows.Name}-{learnt.Word} and data: {{ source: {source}, "
                            + $"path: {dataPath}, targets: … }}."
                    )
            );
        }

        options = DataSources.WithColumnsOf(source, WithFormOf(network, source, options), teacherFile);
        var known = Known(teacherFile, source, options, learnt, changes ?? []);
        var splits = DataSources.Open(known.Data.Source, known.Data.SourceValues(known.Training.Seed), settings.DataRoot);
        var sets = splits.Train.TargetSets.Where(learnt.Fits).ToArray();
        var target = sets.Length > 1 ? sets.FirstOrDefault(set => set.Columns.SequenceEqual(names))?.Name : null;
        var goal = LearningTasks.Of(learnt.Word, splits.Train.Schema.Inputs[0]).Goal(splits.Train, target);
        var adopted = NetworkFile.RequireFit(
            network,
            teacherFile,
            splits.Validation,
            goal,
            known.Teacher.File.Adoption(known.Training.Seed),
            settings
        );
        var facts = new RecipeFacts
        {
            TeacherFile = Path.GetFullPath(teacherFile),
            Source = source,
            SourceOptions = options,
            Input = splits.Train.Schema.Inputs[0],
            TaskWord = learnt.Word,
            Target = target ?? "",
            Classes = goal.Names(splits.Train).Count,
            TrainingSamples = splits.Train.Count,
            TeacherParameters = GraphCost.Parameters(adopted),
        };
        return RecipeDraft.Write(facts with { Seeds = Seeds(facts, adopted, splits, goal, settings.Threads) });
    }

    // Three, where all six trainings of the student take minutes.
    private static int Seeds(RecipeFacts facts, Graph teacher, DataSplits splits, LearningGoal goal, int threads)
    {
        var recipe = RecipeReader.ReadText(RecipeDraft.Write(facts));
        var student = recipe.Student.Build(
            PreparedData.InputsOf(splits.Train),
            new NetworkHead(goal.Task, facts.Classes),
            InputScaling.None,
            1
        );
        var work = 3.0 * facts.TrainingSamples * recipe.Training.Epochs * ((6 * GraphCost.Flops(student)) + GraphCost.Flops(teacher));
        return work / (OperationsPerSecondAndThread * threads) <= FewMinutes.TotalSeconds ? 3 : 1;
    }

    // What the overrides say about data and teacher holds while both are looked at, too.
    private static Recipe Known(
        string teacherFile,
        string source,
        IReadOnlyDictionary<string, string> options,
        LearningTask task,
        IReadOnlyList<string> changes
    )
    {
        string[] sections = ["data", "teacher"];
        var yaml = RecipeDraft.Beginning(teacherFile, source, options, task);
        return RecipeReader.ReadText(
            yaml,
            $"the recipe made from {teacherFile}",
            changes.Where(change => sections.Any(section => change.StartsWith($"{section}.", StringComparison.Ordinal)))
        );
    }

    // Images become as large, and as coloured, as the teacher takes them.
    private static IReadOnlyDictionary<string, string> WithFormOf(Graph network, string source, IReadOnlyDictionary<string, string> options)
    {
        var known = DataSources.Of(source).Options.Select(option => option.Name).ToHashSet();
        if (!known.IsSupersetOf(["size", "channels"]) || network.Inputs is not [{ Shape: { Rank: 4 } shape }])
        {
            return options;
        }

        bool IsColour(Dimension size) => size.IsStatic && size.Factor is 1 or 3;
        var (channels, height, width) =
            IsColour(shape[1]) || !IsColour(shape[3]) ? (shape[1], shape[2], shape[3]) : (shape[3], shape[1], shape[2]);
        var all = new Dictionary<string, string>(options);
        if (height.IsStatic && width.IsStatic)
        {
            all["size"] = height == width ? $"{height}" : $"{width}x{height}";
        }

        if (IsColour(channels))
        {
            all["channels"] = channels.Factor == 1 ? "grey" : "rgb";
        }

        return all;
    }

    // What a file of Decant's says of itself; else what its outputs look like.
    private static LearningTask TaskOf(Graph network) =>
        network.Metadata.TryGetValue("decant.task", out var name)
        && LearningTasks.All.FirstOrDefault(known => known.Name == name) is { } task
            ? task
            : LearningTasks.All.FirstOrDefault(known => known.Search.Recognises(network)) ?? LearningTasks.Default;
}
