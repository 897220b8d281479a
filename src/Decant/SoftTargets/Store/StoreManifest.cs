using System.Text.Json;
using System.Text.Json.Serialization;
using Decant.Engine;

namespace Decant.SoftTargets.Store;

/// <summary>What a store is and has: <c>manifest.json</c>, docs/store-format.md. What is not named here is not in the store.</summary>
internal sealed record StoreManifest
{
    /// <summary>The file's name.</summary>
    public const string File = "manifest.json";

    private const string ThisFormat = "decant answers";
    private const int ThisVersion = 1;

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        RespectNullableAnnotations = true,
    };

    /// <summary>Tells it from other files.</summary>
    public string Format { get; init; } = ThisFormat;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = ThisVersion;

    /// <summary>What decides the answers.</summary>
    public required StoreIdentity Identity { get; init; }

    /// <summary>How answers are written.</summary>
    public required AnswerEncoding Encoding { get; init; }

    /// <summary>What there is of each answer, the logits first.</summary>
    public required IReadOnlyList<StoredValue> Values { get; init; }

    /// <summary>Answers of a full shard.</summary>
    public required int AnswersPerShard { get; init; }

    /// <summary>The files, by number.</summary>
    public IReadOnlyList<StoreShard> Shards { get; init; } = [];

    /// <summary>Answers that there are when the store is whole.</summary>
    [JsonIgnore]
    public long Wanted => (long)Identity.Samples * Identity.Views;

    /// <summary>Answers that there are.</summary>
    [JsonIgnore]
    public long Answers => Shards.Sum(shard => (long)shard.Answers);

    /// <summary>Bytes of all shards.</summary>
    [JsonIgnore]
    public long Bytes => Shards.Sum(shard => shard.Bytes);

    /// <summary>Shards of each view.</summary>
    [JsonIgnore]
    public int ShardsPerView => (Identity.Samples + AnswersPerShard - 1) / AnswersPerShard;

    /// <summary>Reads the manifest of a store.</summary>
    /// <exception cref="DecantException">There is none, or it cannot be read.</exception>
    public static StoreManifest Read(string folder)
    {
        var path = Path.Combine(folder, File);
        try
        {
            var manifest = JsonSerializer.Deserialize<StoreManifest>(System.IO.File.ReadAllBytes(path), s_json)
                ?? throw new JsonException("it is empty");
            return manifest.Format != ThisFormat ? throw new JsonException($"its format is '{manifest.Format}', expected '{ThisFormat}'")
                : manifest.Version != ThisVersion
                    ? throw new JsonException($"it has version {manifest.Version}, this program reads version {ThisVersion}")
                : manifest;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DecantException(
                $"Reading store '{folder}': expected a folder with {File}, found none. Make the store with decant store make.",
                failure
            );
        }
        catch (Exception failure)
            when (failure is JsonException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new DecantException(
                $"Reading store '{folder}': {File} cannot be read: {failure.Message.TrimEnd('.')}. Make the store anew in another folder.",
                failure
            );
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <exception cref="DecantException">The folder cannot be written or the disk is full.</exception>
    public void Write(string folder) => AtomicFile.WriteText(Path.Combine(folder, File), JsonSerializer.Serialize(this, s_json) + "\n");

    /// <summary>Labels that agree with the teacher's answers about a view, and labels that were compared.</summary>
    public (long Right, long Counted) Agreement(int view) =>
        (
            Shards.Where(shard => shard.View == view).Sum(shard => shard.Right),
            Shards.Where(shard => shard.View == view).Sum(shard => shard.Counted)
        );
}
