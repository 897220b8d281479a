using Decant.Data.Sources;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Recipes;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>A recipe for someone who has a teacher's file and data, and no recipe: looks at both and writes one.</summary>
public static class RecipeFromFiles
{
    /// <summary>Writes the recipe as YAML with comments.</summary>
    /// <param name="teacherFile">The teacher's ONNX file.</param>
    /// <param name="dataPath">A file or folder with data.</param>
    /// <param name="settings">Kernels and threads to look with.</param>
    /// <exception cref="DecantException">The file or the data cannot be read, or are of an unknown kind.</exception>
    public static string Draft(string teacherFile, string dataPath, RunSettings settings)
    {
        var network = OnnxFile.Read(teacherFile);
        if (network.Metadata.TryGetValue("decant.task", out var task) && LearningTask.All.FirstOrDefault(known => known.Name == task) is { Kind: not TaskKind.Classification })
        {
            throw new DecantException($"Teacher '{teacherFile}': it was made for task {task}, and only for classes can a recipe be made out of files alone. Write a recipe with task: {task} and data: {{ target: … }}.");
        }

        using var pool = new WorkerPool(1);
        using var teacher = new FrozenNetwork(network, 1, settings.Kernels, pool);
        var path = Path.GetFullPath(dataPath);
        var (source, options) = DataSources.Recognise(path);
        var splits = DataSources.Open(source, options, settings.DataRoot);
        NetworkFile.RequireFit(teacher, "Teacher", teacherFile, splits.Train, LearningGoal.Classes);
        return RecipeDraft.Write(new RecipeFacts
        {
            TeacherFile = Path.GetFullPath(teacherFile),
            Source = source,
            SourceOptions = options,
            SampleShape = teacher.SampleShape,
            Classes = teacher.Classes,
            TrainingSamples = splits.Train.Count,
            TeacherParameters = GraphCost.Parameters(network),
        });
    }
}
