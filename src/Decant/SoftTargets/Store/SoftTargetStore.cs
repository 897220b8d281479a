using Decant.Data.Fields;
using Decant.Engine;

namespace Decant.SoftTargets.Store;

/// <summary>
/// The answers of a teacher in a folder, found by sample and view wherever they lie. Reading is safe from several threads at once, also
/// while a writer adds shards.
/// </summary>
internal sealed class SoftTargetStore : IDisposable
{
    [ThreadStatic]
    private static byte[]? s_scratch;

    private readonly int[] _rows;
    private readonly int _scratch;
    private readonly object _gate = new();
    private long _room;
    private volatile Opened _opened = new([], [0]);

    /// <summary>A store without shards yet.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="manifest">What it is.</param>
    /// <param name="memory">Bytes of answers that are kept in memory; others are read whenever they are asked for.</param>
    public SoftTargetStore(string folder, StoreManifest manifest, long memory = 0)
    {
        (Folder, Manifest, _room) = (folder, manifest with { Shards = [] }, memory);
        Layout = new StoreLayout(manifest);
        _scratch = checked((int)Layout.Values.Max(value => (long)value.Codec.PlaceBytes * (value.Value.Length?.Size ?? 1)));
        _rows = new int[manifest.Wanted];
        _rows.AsSpan().Fill(-1);
    }

    /// <summary>Opens a store.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="isChecked">Whether all bytes are read to compare checksums.</param>
    /// <param name="memory">Bytes of answers that are kept in memory.</param>
    /// <exception cref="DecantException">It cannot be read, or a shard is missing or damaged; every one is named.</exception>
    public static SoftTargetStore Open(string folder, bool isChecked = true, long memory = 0)
    {
        var manifest = StoreManifest.Read(folder);
        var store = new SoftTargetStore(folder, manifest, memory);
        var problems = new List<string>();
        foreach (var shard in manifest.Shards)
        {
            try
            {
                store.Add(shard, isChecked);
            }
            catch (DecantException problem)
            {
                problems.Add(problem.Message);
            }
        }

        if (problems.Count > 0)
        {
            store.Dispose();
            throw new DecantException(string.Join(Environment.NewLine, problems));
        }

        return store;
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>What it is and has.</summary>
    public StoreManifest Manifest { get; private set; }

    /// <summary>Which tensors its shards have.</summary>
    public StoreLayout Layout { get; }

    /// <summary>Adds a shard that was written, in place of one of the same number.</summary>
    /// <exception cref="DecantException">It is damaged, or has an answer that another shard has.</exception>
    public void Add(StoreShard shard, bool isChecked)
    {
        var file = new ShardFile(Folder, shard, Layout, isChecked);
        lock (_gate)
        {
            var opened = _opened;
            var place = opened.Files.Length;
            var first = opened.Firsts[^1];
            for (var row = 0; row < file.Answers; row++)
            {
                var (sample, view) = (file.Samples[row], shard.View);
                if ((uint)sample >= (uint)Manifest.Identity.Samples || (uint)view >= (uint)Manifest.Identity.Views)
                {
                    file.Dispose();
                    throw new DecantException(
                        $"Store, shard {shard.File}: it answers sample {sample}, view {view}; the store has "
                            + $"{Manifest.Identity.Samples} samples "
                            + $"and {Manifest.Identity.Views} views. It belongs to another store."
                    );
                }

                if (Find(opened, sample, view) is { } other && opened.Files[other].Facts.Number != shard.Number)
                {
                    file.Dispose();
                    throw new DecantException(
                        $"Store, shard {shard.File}: it answers sample {sample}, view {view}, and so does "
                            + $"{opened.Files[other].Facts.File}. Keep one of the two."
                    );
                }
            }

            if (shard.Bytes <= _room)
            {
                file.Keep();
                _room -= shard.Bytes;
            }

            _opened = new Opened([.. opened.Files, file], [.. opened.Firsts, checked(first + file.Answers)]);
            for (var row = 0; row < file.Answers; row++)
            {
                Volatile.Write(ref _rows[Address(file.Samples[row], shard.View)], first + row);
            }

            foreach (var old in opened.Files.Where(old => old.Facts.Number == shard.Number))
            {
                _room += old.Release();
            }

            Manifest = Manifest with
            {
                Shards = [.. Manifest.Shards.Where(other => other.Number != shard.Number).Append(shard).OrderBy(other => other.Number)],
            };
        }
    }

    /// <summary>Whether there is an answer.</summary>
    public bool Has(int sample, int view) => Volatile.Read(ref _rows[Address(sample, view)]) >= 0;

    /// <summary>
    /// Reads the values that a sample asks for as fields; allocates nothing. Where no answer is stored, each begins with NaN.
    /// </summary>
    /// <param name="index">The sample.</param>
    /// <param name="view">The view.</param>
    /// <param name="sample">The memory.</param>
    public void Read(int index, int view, Sample sample)
    {
        if ((uint)index >= (uint)Manifest.Identity.Samples || (uint)view >= (uint)Manifest.Identity.Views)
        {
            throw new DecantException(
                $"Store '{Folder}': expected a sample below {Manifest.Identity.Samples} and a view below "
                    + $"{Manifest.Identity.Views}, received "
                    + $"{index} and {view}. Learn from the samples that were answered, and show their views in turn."
            );
        }

        var row = Volatile.Read(ref _rows[Address(index, view)]);
        for (var place = 0; place < Layout.Values.Count; place++)
        {
            var field = Layout.Values[place].Field;
            if (!sample.Asks(field.Name))
            {
                continue;
            }

            if (row < 0)
            {
                Missing(sample, field);
                continue;
            }

            if (s_scratch is null || s_scratch.Length < _scratch)
            {
                s_scratch = new byte[_scratch];
            }

            var opened = _opened;
            var at = opened.FileOf(row);
            var (file, within) = (opened.Files[at], row - opened.Firsts[at]);
            file.Read(
                place,
                within,
                field.Length is null ? sample.Numbers<float>(field.Name) : sample.Numbers<float>(field.Name, file.LengthOf(within)),
                s_scratch
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _opened.Files)
        {
            file.Dispose();
        }
    }

    private static void Missing(Sample sample, Field field)
    {
        var numbers = field.Length is null
            ? sample.Numbers<float>(field.Name)
            : sample.Numbers<float>(field.Name, Math.Max(1, sample.Length(field.Length.Value.Name)));
        numbers.Clear();
        numbers[0] = float.NaN;
    }

    private int? Find(Opened opened, int sample, int view) => _rows[Address(sample, view)] is >= 0 and var row ? opened.FileOf(row) : null;

    private int Address(int sample, int view) => checked((view * Manifest.Identity.Samples) + sample);

    // Files in the order in which they were opened, and the number of the first answer of each; at the end, of one that may come.
    private sealed record Opened(ShardFile[] Files, int[] Firsts)
    {
        public int FileOf(int row)
        {
            var found = Firsts.AsSpan().BinarySearch(row);
            return found >= 0 ? LastOf(found) : ~found - 1;
        }

        // Files without answers begin where the next one begins.
        private int LastOf(int place)
        {
            while (place + 1 < Files.Length && Firsts[place + 1] == Firsts[place])
            {
                place++;
            }

            return place;
        }
    }
}
