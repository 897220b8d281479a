using System.Globalization;
using System.Security.Cryptography;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Options;

namespace Decant.Training;

/// <summary>What decides the bits of a training, in words: another training cannot continue from its state.</summary>
internal static class TrainingIdentity
{
    /// <summary>Key → value, for people to read where two trainings differ.</summary>
    public static IReadOnlyDictionary<string, string> Of(TrainingJob job) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["arm"] = job.Arm,
            ["seed"] = Words(job.Seed),
            ["epochs"] = Words(job.Epochs),
            ["batch"] = Words(job.Batch),
            ["training samples"] = $"{Words(job.Data.Train.Count)} ({job.Data.Train.Fingerprint})",
            ["validation samples"] = Words(job.Data.Validation.Count),
            ["views"] = job.Views is { } views ? $"{Words(views)} by seed {Words(job.ViewSeed ?? job.Seed)}" : "another one in every epoch",
            ["terms"] = string.Join(" + ", job.Terms.Select(Words)),
            ["optimizer"] = $"{job.Optimizer.Name} ({Words(job.Optimizer)})",
            ["schedule"] = $"{job.Schedule.Name} ({Words(job.Schedule)})",
            ["warm-up"] = $"{job.WarmupSteps(1000)} steps of epochs with 1000",
            ["clip-norm"] = job.ClipNorm is { } clip ? Words(clip) : "none",
            ["max-norm"] = job.MaxNorm is { } limit ? Words(limit) : "none",
            ["layer-decay"] = job.LayerDecay is { } decay ? Words(decay) : "none",
            ["frozen"] = string.Join(", ", job.Network.Parameters.Where(job.IsFrozen).Order(StringComparer.Ordinal))
                is { Length: > 0 } names
                ? names
                : "none",
            ["moving average"] = job.Average is { } kept ? Words(kept) : "none",
            ["similar length"] = job.SimilarLength ?? "none",
            ["precision"] = job.Precision.ToString(),
            ["first weights"] = Digest([job.Network, .. job.Peers]),
        };

    private static string Words(DistillationLoss term) => $"{Words(term.Weight)} {term.Term} ({term.Name}: {Words((Description)term)})";

    private static string Words(Description named) =>
        string.Join(", ", named.Options.Select(option => $"{option.Key} {Words(named.Values.Held(option) ?? "none")}"));

    private static string Words(object value) =>
        value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : $"{value}";

    private static string Digest(IEnumerable<Graph> networks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in networks.SelectMany(network => network.Initializers))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{value.Name} {value.Data}\n"));
            hash.AppendData(value.Data!.Bytes());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
