using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Evaluation;
using Decant.Recipes;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Pipeline;

/// <summary>A recipe for someone who has a teacher's file and data, and no recipe: looks at both and writes one.</summary>
public static class RecipeFromFiles
{
    /// <summary>Writes the recipe as YAML with comments.</summary>
    /// <param name="teacherFile">The teacher's ONNX file.</param>
    /// <param name="dataPath">A file or folder with data, as it is written or below the data root, or a source that needs none. Of a table, the columns that the teacher names as its answers are what is learnt.</param>
    /// <param name="settings">Kernels and threads to look with.</param>
    /// <exception cref="DecantException">The file or the data cannot be read, or are of an unknown kind.</exception>
    public static string Draft(string teacherFile, string dataPath, RunSettings settings)
    {
        teacherFile = NetworkFile.Resolve(teacherFile, settings);
        var network = OnnxFile.Read(teacherFile);
        var kind = KindOf(network);
        var names = ModelInspection.Names(network, kind);
        var below = Path.Combine(settings.DataRoot, dataPath);
        var (source, options) = DataSources.Recognise(Path.Exists(dataPath) ? Path.GetFullPath(dataPath) : Path.Exists(below) ? Path.GetFullPath(below) : dataPath);
        if (kind != TaskKind.Classification && DataSources.HasColumns(source))
        {
            options = DataSources.WithTargets(source, options, names.Count > 0 ? string.Join(", ", names) : throw new DecantException(
                $"Teacher '{teacherFile}': it answers {kind.Noun()}, and its file does not say which. Write a recipe with task: {SampleForm.Rows.Name}-{kind.Word()} and data: {{ source: {source}, path: {dataPath}, targets: … }}."));
        }

        options = DataSources.WithColumnsOf(source, options, teacherFile);
        var splits = DataSources.Open(source, options, settings.DataRoot);
        var sets = splits.Train.TargetSets.Where(set => (set.Kind == TargetKind.Regression) == (kind == TaskKind.Regression)).ToArray();
        var target = sets.Length > 1 ? sets.FirstOrDefault(set => set.Columns.SequenceEqual(names))?.Name : null;
        var goal = LearningTask.Of(kind, splits.Train.SampleShape).Goal(splits.Train, target);
        NetworkFile.RequireFit(network, teacherFile, splits.Validation, goal, settings);
        return RecipeDraft.Write(new RecipeFacts
        {
            TeacherFile = Path.GetFullPath(teacherFile),
            Source = source,
            SourceOptions = options,
            SampleShape = splits.Train.SampleShape,
            Kind = kind,
            Target = target ?? "",
            Classes = goal.Names(splits.Train).Count,
            TrainingSamples = splits.Train.Count,
            TeacherParameters = GraphCost.Parameters(network),
        });
    }

    // What a file of Decant's says of itself; else an answer in its own unit is called a prediction.
    private static TaskKind KindOf(Graph network) =>
        network.Metadata.TryGetValue("decant.task", out var name) && LearningTask.All.FirstOrDefault(known => known.Name == name) is { } task ? task.Kind
        : network.Outputs.Any(output => output.Name == Network.Logits) || !network.Outputs.Any(output => output.Name == Network.Prediction) ? TaskKind.Classification
        : TaskKind.Regression;
}
