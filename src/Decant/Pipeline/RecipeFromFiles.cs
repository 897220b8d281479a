using Decant.Data.Sources;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Recipes;
using Decant.Tasks;

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

        var (source, options) = DataSources.Recognise(Path.GetFullPath(dataPath));
        var splits = DataSources.Open(source, options, settings.DataRoot);
        NetworkFile.RequireFit(network, teacherFile, splits.Validation, settings);
        return RecipeDraft.Write(new RecipeFacts
        {
            TeacherFile = Path.GetFullPath(teacherFile),
            Source = source,
            SourceOptions = options,
            SampleShape = splits.Train.SampleShape,
            Classes = splits.Train.ClassNames.Count,
            TrainingSamples = splits.Train.Count,
            TeacherParameters = GraphCost.Parameters(network),
        });
    }
}
