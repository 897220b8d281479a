using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>Reads a network that a recipe names, and refuses one that does not fit the data.</summary>
internal static class NetworkFile
{
    /// <summary>The file that a recipe means: as it is written, or below the data root.</summary>
    public static string Resolve(string file, RunSettings settings) => File.Exists(file) ? file : Path.Combine(settings.DataRoot, file);

    /// <summary>Reads a network.</summary>
    /// <param name="file">An ONNX file with input <c>input</c> and output <c>logits</c>.</param>
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
        return probe.SampleShape.SequenceEqual(data.SampleShape) && probe.Classes == data.Classes ? network
            : throw new DecantException(
                $"{role} '{path}': it takes samples of [{string.Join(", ", probe.SampleShape)}] and answers {probe.Classes} classes, " +
                $"the data have [{string.Join(", ", data.SampleShape)}] and {data.Classes}. Choose the data that it was made for, or resize the images (data.size).");
    }

    /// <summary>The network in a few words.</summary>
    public static string ArchitectureOf(Graph network) => network.Metadata.TryGetValue("decant.architecture", out var words) ? words : network.Name;
}
