using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Weights;

namespace Decant.Students.Weights;

/// <summary>A network whose numbers come from a weight file.</summary>
/// <param name="Network">The network; where the file had nothing, its numbers are as they were.</param>
/// <param name="Report">What matched.</param>
/// <param name="File">The weight file.</param>
/// <param name="Format">The kind of weight file in a few words.</param>
/// <param name="IsFromFile">Whether the network itself is a file of its own, with numbers that may stay.</param>
internal sealed record WeightedNetwork(Graph Network, TransferReport Report, string File, string Format, bool IsFromFile)
{
    /// <summary>An architecture with the numbers of a file.</summary>
    /// <param name="architecture">The family, with the options that the weights were trained with.</param>
    /// <param name="sampleShape">[C, H, W] or [D].</param>
    /// <param name="head">What it answers; null for classes, as many as the last matrix of the file has rows.</param>
    /// <param name="scaling">What the weights expect of their input.</param>
    /// <param name="file">A safetensors or PyTorch file.</param>
    /// <exception cref="DecantException">The file cannot be read, or the samples do not fit the architecture.</exception>
    public static WeightedNetwork Of(
        Architecture architecture,
        IReadOnlyList<int> sampleShape,
        NetworkHead? head,
        InputScaling scaling,
        string file
    )
    {
        using var weights = WeightFile.Open(file);
        var network = Students.Network.Build(
            architecture,
            sampleShape,
            head ?? NetworkHead.OfClasses(Classes(weights, file)),
            scaling,
            seed: 0
        );
        return Filled(network, weights, file, architecture.NamesElsewhere, isFromFile: false);
    }

    /// <summary>A network of a file with the numbers of another file.</summary>
    /// <param name="network">The network, which is changed.</param>
    /// <param name="file">A safetensors or PyTorch file.</param>
    /// <exception cref="DecantException">The file cannot be read.</exception>
    public static WeightedNetwork Of(Graph network, string file)
    {
        using var weights = WeightFile.Open(file);
        return Filled(network, weights, file, [], isFromFile: true);
    }

    /// <summary>The network, if the weights are its own.</summary>
    /// <exception cref="DecantException">Something is missing or left over, or has other sizes.</exception>
    public Graph Whole()
    {
        Report.RequireWhole(File, Network.Metadata.TryGetValue("decant.architecture", out var words) ? words : Network.Name, IsFromFile);
        return Network;
    }

    private static WeightedNetwork Filled(Graph network, WeightFile weights, string file, IReadOnlyList<NameRule> rules, bool isFromFile)
    {
        var report = WeightTransfer.Take(network, weights, rules);
        network.Metadata["decant.weights"] = $"{Path.GetFileName(file)}, {weights.Format}";
        return new WeightedNetwork(network, report, file, weights.Format, isFromFile);
    }

    private static int Classes(WeightFile weights, string file) =>
        weights.Tensors.LastOrDefault(tensor => tensor.Dimensions is [> 1, _]) is { } matrix
            ? matrix.Dimensions[0]
            : throw new DecantException($"Weights {file}: no matrix in it tells the number of classes. Name it.");
}
