using System.Globalization;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Engine.Randomness;
using Decant.Tasks;

namespace Decant.SoftTargets.Store;

/// <summary>
/// Adds answers to a store, the only one that does at a time. A shard is written next to its place and renamed, then named in the manifest:
/// what the manifest names is whole, whenever a process ends.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private const string LockFile = "lock";

    // After so long the answers so far are written, so that a process that is killed loses little.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    private readonly FolderLock _lock;
    private readonly TimeProvider _clock;
    private readonly AnswerAgreement _agreement;
    private readonly HashSet<long> _waiting = [];
    private readonly byte[] _scratch;
    private ShardBuffer? _buffer;
    private bool _isChanged;
    private long _written;

    /// <summary>Begins a store, or goes on with the one that lies there.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="manifest">What it is to be.</param>
    /// <param name="goal">What is learnt, to count how often the teacher is right.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="memory">Bytes of answers that are kept in memory for reading.</param>
    /// <param name="note">Is told of shards that are made anew.</param>
    /// <exception cref="DecantException">Another process writes, another store lies there, or the folder cannot be written.</exception>
    public StoreWriter(
        string folder,
        StoreManifest manifest,
        LearningGoal goal,
        TimeProvider clock,
        long memory = 0,
        Action<string>? note = null
    )
    {
        _clock = clock;
        _lock = Lock(folder);
        try
        {
            Store = new SoftTargetStore(folder, manifest, memory);
            _agreement = new AnswerAgreement(goal, manifest.Values[0]);
            _scratch = new byte[Store.Layout.Bytes];
            if (System.IO.File.Exists(Path.Combine(folder, StoreManifest.File)))
            {
                Continue(manifest, note);
            }
            else
            {
                Store.Manifest.Write(folder);
            }

            RemoveLeftovers();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The store, with everything that was written.</summary>
    public SoftTargetStore Store { get; } = null!;

    /// <summary>Answers that are there, written or on their way.</summary>
    public long Answers => Store.Manifest.Answers - (_buffer is { } buffer ? Known(buffer.Number) : 0) + (_buffer?.Answers ?? 0);

    /// <summary>Whether an answer is there, written or on its way.</summary>
    public bool Has(int sample, int view) => Store.Has(sample, view) || _waiting.Contains(Key(sample, view));

    /// <summary>Adds the answers to a batch that are not there yet, to a shard; the shard is written when it is full.</summary>
    /// <param name="shard">The shard's number.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="answer">What the teacher says about them.</param>
    /// <param name="time">What the teacher took.</param>
    /// <exception cref="DecantException">An answer is not finite or too large, or the disk is full; what was written stays.</exception>
    public void Add(int shard, Batch batch, in TeacherAnswer answer, TimeSpan time)
    {
        for (var place = 0; place < batch.Count; place++)
        {
            if (!Has(batch.Indices[place], batch.View))
            {
                var buffer = Buffer(shard, batch.View);
                Add(buffer, batch, answer, place);
                buffer.Seconds += time.TotalSeconds / batch.Count;
            }
        }

        if (_buffer is { } open && (open.Answers >= Store.Manifest.AnswersPerShard || _clock.GetElapsedTime(_written) >= s_longest))
        {
            Flush();
        }
    }

    /// <summary>The shard that answers in any order go into: the last one while it has room, else a new one.</summary>
    /// <param name="view">The view that they are about.</param>
    public int NextShard(int view)
    {
        if (_buffer is { } buffer && buffer.View == view && buffer.Answers < Store.Manifest.AnswersPerShard)
        {
            return buffer.Number;
        }

        var room = Store.Manifest.Shards.LastOrDefault(shard => shard.View == view && shard.Answers < Store.Manifest.AnswersPerShard);
        return room?.Number
            ?? Math.Max(_buffer?.Number ?? -1, Store.Manifest.Shards.Select(shard => shard.Number).DefaultIfEmpty(-1).Max()) + 1;
    }

    /// <summary>Writes what is on its way.</summary>
    public void Flush()
    {
        if (_buffer is not { } buffer || !_isChanged)
        {
            return;
        }

        var before = Store.Manifest.Shards.FirstOrDefault(shard => shard.Number == buffer.Number);
        var shard = buffer.Write(Store.Folder);
        Store.Add(shard, isChecked: false);
        Store.Manifest.Write(Store.Folder);
        if (before is not null && before.File != shard.File)
        {
            System.IO.File.Delete(Path.Combine(Store.Folder, before.File));
        }

        (_isChanged, _written) = (false, _clock.GetTimestamp());
        _waiting.Clear();
        if (buffer.Answers >= Store.Manifest.AnswersPerShard)
        {
            _buffer = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Store?.Dispose();
        _lock.Dispose();
    }

    private static FolderLock Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return FolderLock.TryTake(Path.Combine(folder, LockFile))
                ?? throw new DecantException(
                    $"Store '{folder}': another process writes it. Wait until it ends; several make parts of one store with --shard."
                );
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DecantException($"Store '{folder}' cannot be written: {failure.Message} Choose another folder.", failure);
        }
    }

    private void Continue(StoreManifest manifest, Action<string>? note)
    {
        var there = StoreManifest.Read(Store.Folder);
        IReadOnlyList<string> differences =
        [
            .. there.Identity.Differences(manifest.Identity),
            .. there.Encoding == manifest.Encoding
                ? []
                : new[] { $"the encoding: {there.Encoding} in the store, {manifest.Encoding} here" },
            .. string.Join("; ", there.Values) == string.Join("; ", manifest.Values) && there.AnswersPerShard == manifest.AnswersPerShard
                ? []
                : new[] { $"the values: {string.Join("; ", there.Values)} in the store, {string.Join("; ", manifest.Values)} here" },
        ];
        if (differences.Count > 0)
        {
            throw new DecantException(
                $"Store '{Store.Folder}' is another one. {string.Join("; ", differences)}. Undo that, or choose another folder."
            );
        }

        foreach (var shard in there.Shards)
        {
            try
            {
                Store.Add(shard, isChecked: true);
            }
            catch (DecantException problem)
            {
                note?.Invoke($"{problem.Message} Its answers are made anew.");
            }
        }

        Store.Manifest.Write(Store.Folder);
    }

    // What the manifest does not name is not in the store.
    private void RemoveLeftovers()
    {
        var named = Store.Manifest.Shards.Select(shard => shard.File).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Store.Folder, "answers-*"))
        {
            if (!named.Contains(Path.GetFileName(file)))
            {
                System.IO.File.Delete(file);
            }
        }
    }

    private ShardBuffer Buffer(int number, int view)
    {
        if (_buffer?.Number == number)
        {
            return _buffer;
        }

        Flush();
        _buffer = new ShardBuffer(Store.Layout, number, view);
        if (Store.Manifest.Shards.FirstOrDefault(shard => shard.Number == number) is { } begun)
        {
            using var file = new ShardFile(Store.Folder, begun, Store.Layout, isChecked: false);
            _buffer.Take(file, begun);
        }

        _written = _clock.GetTimestamp();
        return _buffer;
    }

    private void Add(ShardBuffer buffer, Batch batch, in TeacherAnswer answer, int place)
    {
        var sample = batch.Indices[place];
        var random = new RandomStream(Store.Manifest.Identity.ViewSeed, "drawn classes").At((ulong)sample, (ulong)batch.View);
        try
        {
            var (length, longest) = Store.Manifest.Values.Select(value => value.Length).FirstOrDefault(size => size is not null) is { } axis
                ? ((int)batch.Lengths(axis.Name).Span<long>()[place], batch.LengthOf(axis.Name))
                : (1, 1);
            // All of it is written down before any of it is added.
            var filled = 0;
            foreach (var (value, stored) in Store.Layout.Values.Index())
            {
                var numbers = Numbers(answer, value, place, length, longest);
                var bytes = stored.Places(length) * stored.Codec.PlaceBytes;
                stored.Codec.Encode(numbers, stored.Places(length), _scratch.AsSpan(filled, bytes), ref random);
                filled += bytes;
            }

            buffer.Begin(sample, length);
            _isChanged = true;
            _waiting.Add(Key(sample, batch.View));
            filled = 0;
            foreach (var (value, stored) in Store.Layout.Values.Index())
            {
                buffer.Add(value, _scratch.AsSpan(filled), stored.Places(length));
                filled += stored.Places(length) * stored.Codec.PlaceBytes;
            }

            var (right, counted) = _agreement.Count(batch, place, Numbers(answer, 0, place, length, longest));
            (buffer.Right, buffer.Counted) = (buffer.Right + right, buffer.Counted + counted);
        }
        catch (DecantException problem)
        {
            throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Teacher: its answer to sample {sample}, view {batch.View}: {problem.Message}"
                ),
                problem
            );
        }
    }

    private ReadOnlySpan<float> Numbers(in TeacherAnswer answer, int value, int place, int length, int longest)
    {
        var stored = Store.Layout.Values[value];
        var tensor = value == 0 ? answer.Logits : answer.Values[value - 1];
        var (first, count) = stored.Value.Length is null
            ? (place * stored.Codec.Width, stored.Codec.Width)
            : (place * longest * stored.Codec.Width, length * stored.Codec.Width);
        var numbers = tensor.Span<float>().Slice(first, count);
        return FiniteNumbers.Are(numbers)
            ? numbers
            : throw new DecantException(
                $"expected finite numbers as {stored.Value.Name}, received NaN or infinity. Check the teacher's "
                    + $"file and its preprocessing; "
                    + "nothing can be learnt from such an answer."
            );
    }

    private int Known(int shard) => Store.Manifest.Shards.FirstOrDefault(one => one.Number == shard)?.Answers ?? 0;

    private static long Key(int sample, int view) => ((long)view << 32) | (uint)sample;
}
