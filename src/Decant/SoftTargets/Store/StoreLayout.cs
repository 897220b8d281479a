using Decant.Engine.Weights;

namespace Decant.SoftTargets.Store;

/// <summary>Which tensors the shards of a store have.</summary>
internal sealed class StoreLayout
{
    /// <summary>Whose answers: the sample's place in the data set.</summary>
    public static readonly StoredPart Sample = new("sample", StoredElement.Find("I32"), 1);

    /// <summary>About which view.</summary>
    public static readonly StoredPart View = new("view", StoredElement.Find("I16"), 1);

    /// <summary>How long an answer is, where that varies.</summary>
    public static readonly StoredPart Length = new("length", StoredElement.Find("I32"), 1);

    // Few files, and none so large that a lost one costs much.
    private const long MostShardBytes = 32 << 20;
    private const int UsualAnswers = 4096;
    private const int MostShards = 256;

    /// <summary>The layout of a manifest.</summary>
    public StoreLayout(StoreManifest manifest)
        : this(manifest.Values, manifest.Encoding) { }

    private StoreLayout(IReadOnlyList<StoredValue> values, AnswerEncoding encoding)
    {
        Values = [.. values.Select(value => new StoreLayoutValue(value, Codec(value, encoding)))];
        Varies = values.Any(value => value.Length is not null);
        Bytes = Values.Sum(value => (long)value.Codec.PlaceBytes * (value.Value.Length?.Size ?? 1));
    }

    /// <summary>The values, each with its codec; the logits first.</summary>
    public IReadOnlyList<StoreLayoutValue> Values { get; }

    /// <summary>Whether answers differ in length.</summary>
    public bool Varies { get; }

    /// <summary>Bytes of the largest answer, without those that say whose it is.</summary>
    public long Bytes { get; }

    /// <summary>Bytes of the largest answer in a file.</summary>
    public long BytesInFile => Bytes + Sample.Bytes + View.Bytes + (Varies ? Length.Bytes : 0);

    /// <summary>How many answers a shard of such a store has: a power of two, so that batches end where shards end.</summary>
    public static int AnswersPerShard(IReadOnlyList<StoredValue> values, AnswerEncoding encoding, long wanted)
    {
        var fit = MostShardBytes / new StoreLayout(values, encoding).BytesInFile;
        var most = Math.Max(1, Math.Min(fit, Math.Max(UsualAnswers, wanted / MostShards)));
        return 1 << Math.Min(30, (int)Math.Floor(Math.Log2(most)));
    }

    private static AnswerCodec Codec(StoredValue value, AnswerEncoding encoding) =>
        AnswerCodec.Of(encoding, value.IsAnswer ? value.Name : $"value/{value.Name}", value.Width, value.IsAnswer);
}
