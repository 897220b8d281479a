using Decant.Data;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>Reads a network that a recipe names, and refuses one that does not fit the data.</summary>
internal static class NetworkFile
{
    /// <summary>The file that a recipe means: as it is written, or below the data root.</summary>
    public static string Resolve(string file, RunSettings settings) => File.Exists(file) ? file : Path.Combine(settings.DataRoot, file);

    /// <summary>Reads a network.</summary>
    /// <param name="file">An ONNX file with input <c>input</c> and output <c>logits</c> or <c>prediction</c>.</param>
    /// <param name="role">What it is for, in front of the error.</param>
    /// <param name="data">The samples that it must take and the classes that it must answer.</param>
    /// <param name="settings">Where files are.</param>
    /// <exception cref="DecantException">It cannot be read, or does not fit.</exception>
    public static Graph Read(string file, string role, PreparedData data, RunSettings settings)
    {
        var path = Resolve(file, settings);
        var network = OnnxFile.Read(path);
        using var pool = new WorkerPool(1);
        using var probe = new FrozenNetwork(network, 1, KernelSet.Managed, pool);
        RequireFit(probe, role, path, data.Splits.Train, data.Goal);
        return network;
    }

    /// <summary>Refuses a network that takes other samples than the data's, or answers another number of classes, labels or numbers.</summary>
    /// <exception cref="DecantException">It does not fit.</exception>
    public static void RequireFit(FrozenNetwork network, string role, string path, Dataset data, LearningGoal goal)
    {
        var expected = goal.Names(data).Count;
        if (!network.SampleShape.SequenceEqual(data.SampleShape) || network.Classes != expected)
        {
            throw new DecantException(
                $"{role} '{path}': it takes samples of [{string.Join(", ", network.SampleShape)}] and answers {network.Classes} {Noun(goal.Kind)}, " +
                $"the data have [{string.Join(", ", data.SampleShape)}] and {expected}. Choose the data that it was made for, or resize the images (data.size).");
        }
    }

    /// <summary>What its answers are, in the plural.</summary>
    public static string Noun(TaskKind kind) => kind switch { TaskKind.Classification => "classes", TaskKind.MultiLabel => "labels", _ => "numbers" };

    /// <summary>The network in a few words.</summary>
    public static string ArchitectureOf(Graph network) => network.Metadata.TryGetValue("decant.architecture", out var words) ? words : network.Name;
}
