using Decant.Adoption.Texts;
using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Pretrained.HuggingFace;
using Decant.Recipes;
using Decant.Tasks.Embeddings;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>Gives samples the answers of a recipe's teacher as their truth, where nothing else is true of them.</summary>
internal static class TeacherTruth
{
    private const int Batch = 64;

    /// <summary>The truth: vectors of D numbers.</summary>
    public static Field FieldOf(int width) =>
        new(TextEmbedding.VectorField, ElementType.Float32, [new FieldSize("D", width)], FieldRole.Truth)
        {
            Meaning = "what the teacher answers",
        };

    /// <summary>The samples with their truth.</summary>
    /// <param name="splits">The samples.</param>
    /// <param name="recipe">Names one teacher that is given.</param>
    /// <param name="root">Where relative paths start.</param>
    /// <param name="prepared">What is known of the samples once they have their truth; asked when the teacher is.</param>
    /// <exception cref="DecantException">There is no such teacher.</exception>
    public static DataSplits Of(DataSplits splits, Recipe recipe, string root, Func<PreparedData> prepared)
    {
        if (recipe.Teacher.Members is not [{ IsGiven: true, Train: null } teacher])
        {
            throw new DecantException(
                $"task {recipe.Task.Name}: expected one teacher that is there already, whose answers are learnt. Name its file: teacher: "
                    + "{ onnx: FILE }."
            );
        }

        var settings = new RunSettings { DataRoot = root };
        var field = FieldOf(Width(teacher, settings));
        var fingerprint = string.Join(" ", GivenTeacher.Contents(teacher, settings).Select(content => content.Fingerprint));
        return splits with { Train = Imitated(splits.Train), Validation = Imitated(splits.Validation), Test = Imitated(splits.Test) };

        ImitatedSamples Imitated(Dataset part) => new(part, field, () => Answers(part), fingerprint);

        float[] Answers(Dataset part)
        {
            using var network = Open();
            return ImitatedSamples.Answers(part, field.Count, network);
        }

        FrozenNetwork Open()
        {
            var network = GivenTeacher.Read(teacher, recipe.Training.Seed, prepared(), settings, isTried: false).Network;
            return new FrozenNetwork(
                network,
                Batch,
                settings.On(new WorkerPool(settings.Threads)).For("the teacher's vectors"),
                new FrozenOptions { Schema = splits.Train.Schema }
            );
        }
    }

    private static int Width(TeacherSettings teacher, RunSettings settings)
    {
        var network =
            teacher.HuggingFace is { } folder ? HuggingFaceFolder.Read(NetworkFile.ResolveFolder(folder, settings)).Graph
            : teacher.Onnx is { } file ? OnnxFile.Read(NetworkFile.Resolve(file, settings))
            : teacher.Model!.Given!;
        return TextAnswer.Find(network, teacher.File.OutputName, size: -1, isPerToken: false).Value.Shape[^1].Size;
    }
}
