using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Weights;
using Decant.Engine.Weights.Safetensors;

namespace Decant.Training;

/// <summary>
/// A training's state as one safetensors file: the tensors are named by kind and name, such as <c>Moment/sgd.velocity/head.weight</c>;
/// position and identity are JSON among its texts, and so is a SHA-256 over those and all tensors.
/// </summary>
internal static class TrainingStateFile
{
    private const string Position = "decant.position",
        Identity = "decant.identity",
        Checksum = "decant.sha256";

    // A best value is NaN before the first epoch; doubles are written so that they read back to the same bits.
    private static readonly JsonSerializerOptions s_json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Writes the file next to its final name and renames it.</summary>
    /// <exception cref="DecantException">The folder cannot be written or the disk is full; under the name there is what was there
    /// before.</exception>
    public static void Write(TrainingState state, string path)
    {
        var (position, identity) = (JsonSerializer.Serialize(state.Position, s_json), JsonSerializer.Serialize(state.Identity, s_json));
        (string Name, Tensor Data)[] tensors = [.. state.States.Select(named => ($"{named.Kind}/{named.Name}", named.Value))];
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [Position] = position,
            [Identity] = identity,
            [Checksum] = ChecksumOf(position, identity, tensors),
        };
        AtomicFile.Write(path, stream => SafetensorsWriter.Write(stream, tensors, texts));
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="DecantException">It is missing, damaged or another kind of file; says which.</exception>
    public static TrainingState Read(string path)
    {
        using var file = WeightFile.Open(path);
        (string Name, Tensor Data)[] tensors = [.. file.Tensors.Select(stored => (stored.Name, stored.Read()))];
        var (position, identity) = (Text(Position), Text(Identity));
        if (Text(Checksum) != ChecksumOf(position, identity, tensors))
        {
            throw Damaged("its numbers do not have the checksum that was written with them");
        }

        try
        {
            return new TrainingState(
                JsonSerializer.Deserialize<SortedDictionary<string, string>>(identity, s_json)!,
                JsonSerializer.Deserialize<TrainingPosition>(position, s_json)!,
                [.. tensors.Select(Named)]
            );
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            throw Damaged($"it was written by another version: {problem.Message.TrimEnd('.')}");
        }

        string Text(string key) => file.Texts.GetValueOrDefault(key) ?? throw Damaged($"it has no text '{key}'");

        DecantException Damaged(string what) => new($"Reading {path}: expected the state of a training, {what}.");
    }

    private static NamedState Named((string Name, Tensor Data) tensor)
    {
        var kind = tensor.Name.IndexOf('/', StringComparison.Ordinal);
        return new NamedState(Enum.Parse<StateKind>(tensor.Name.AsSpan(0, Math.Max(0, kind))), tensor.Name[(kind + 1)..], tensor.Data);
    }

    private static string ChecksumOf(string position, string identity, IEnumerable<(string Name, Tensor Data)> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{position}\n{identity}\n"));
        foreach (var (name, data) in tensors)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} {data}\n"));
            hash.AppendData(data.Bytes());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
