using System.Security.Cryptography;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;

namespace Decant.Pipeline;

/// <summary>The run's own folder: every file appears whole under its final name, or not at all.</summary>
internal sealed class RunFolder
{
    /// <summary>Makes the folder.</summary>
    /// <exception cref="DecantException">It cannot be made or written.</exception>
    public RunFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(Path, "checkpoints"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DecantException($"Output folder '{Path}' cannot be made: {failure.Message} Choose another folder with --out.", failure);
        }
    }

    private RunFolder() => Path = "";

    /// <summary>No folder, for what is never written.</summary>
    public static RunFolder None { get; } = new();

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The full name of a file in it.</summary>
    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>Writes a network.</summary>
    /// <returns>Its size in bytes.</returns>
    public long Save(Graph network, string file)
    {
        OnnxFile.Write(network, this[file]);
        return new FileInfo(this[file]).Length;
    }

    /// <summary>Copies a file of the user's as it is.</summary>
    /// <returns>Its size in bytes.</returns>
    public long Take(string source, string file)
    {
        System.IO.File.Copy(source, this[file], overwrite: true);
        return new FileInfo(this[file]).Length;
    }

    /// <summary>Writes the newest checkpoint of a training over the one before.</summary>
    /// <returns>Its file, relative to the folder, with the epoch in words.</returns>
    public string SaveCheckpoint(Graph network, string arm, ulong seed, int epoch)
    {
        var file = Checkpoint(arm, seed);
        OnnxFile.Write(network, this[file]);
        return FormattableString.Invariant($"{file} (epoch {epoch})");
    }

    /// <summary>Writes the network that a training gave, and removes the training's checkpoint: the same weights would lie there twice.</summary>
    /// <returns>Its size in bytes.</returns>
    public long SaveTrained(Graph network, string file, string arm, ulong seed)
    {
        var bytes = Save(network, file);
        if (Checkpoint(arm, seed) is var checkpoint && checkpoint != file)
        {
            File.Delete(this[checkpoint]);
        }

        return bytes;
    }

    /// <summary>SHA-256 of a file, in hexadecimal.</summary>
    public static string Fingerprint(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string Checkpoint(string arm, ulong seed) => FormattableString.Invariant($"checkpoints/{arm}-seed{seed}.onnx");
}
