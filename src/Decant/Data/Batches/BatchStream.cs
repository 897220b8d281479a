using System.Runtime.ExceptionServices;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Batches;

/// <summary>
/// A data set as epochs of batches, prepared ahead on background threads in a small ring of preallocated memory. Any
/// epoch can be asked for at any time: (seed, epoch) decides the order, (seed, sample, view) the augmented pixels.
/// <code>foreach (var batch in batches.Epoch(3)) { … }</code>
/// Use from one thread at a time. A batch is valid until the next one is asked for.
/// </summary>
internal sealed class BatchStream : IDisposable
{
    // Each reader has a batch in memory.
    private const int MostReaders = 4;

    // One that is being learnt from, one that waits.
    private const int SlotsNextToReaders = 2;

    private readonly Dataset _dataset;
    private readonly BatchOptions _options;
    private readonly BatchOrder _order;
    private readonly BatchSlot[] _ring;
    private readonly Thread[] _threads;
    private readonly object _gate = new();
    private int _epoch;
    private int _claim; // first step that no thread has begun
    private int _release; // first step that the consumer has not given back
    private int _busy; // threads at work on a step
    private ExceptionDispatchInfo? _failure;
    private bool _stopping;

    /// <summary>Allocates the ring and starts the threads.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="options">How they are cut into batches.</param>
    /// <exception cref="DecantException">There are no samples, the batch is larger than the data, a field is unknown, or augmentation meets
    /// samples that are no images.</exception>
    public BatchStream(Dataset dataset, BatchOptions options)
    {
        if (options.Size < 1 || options.Size > dataset.Count)
        {
            throw new DecantException(
                $"Batches of '{dataset.Name}': expected a batch size from 1 to {dataset.Count}, the number of "
                    + $"samples; received {options.Size}."
            );
        }

        options.Augmentation?.Check(dataset);
        _dataset = dataset;
        _options = options;
        _order = new BatchOrder(dataset, options);
        var remainder = dataset.Count % options.Size;
        LastSize = remainder == 0 ? options.Size : remainder;
        StepsPerEpoch = (dataset.Count / options.Size) + (remainder == 0 || options.DropLast ? 0 : 1);
        var fields = FieldsOf(dataset, options);
        var threads = options.Threads ?? Readers(dataset, options, fields);
        _ring = new BatchSlot[threads == 0 ? 1 : threads + SlotsNextToReaders];
        for (var i = 0; i < _ring.Length; i++)
        {
            _ring[i] = new BatchSlot(fields, options.Size, LastSize);
        }

        _claim = StepsPerEpoch;
        _threads = new Thread[threads];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"decant batches {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>Batches in one epoch.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Samples that one epoch shows.</summary>
    public int SamplesPerEpoch => _options.DropLast ? StepsPerEpoch * _options.Size : _dataset.Count;

    private int LastSize { get; }

    /// <summary>Begins an epoch; one that is under way is abandoned.</summary>
    /// <param name="epoch">From 0; decides order and augmentation.</param>
    /// <param name="firstStep">The step to begin with, for an epoch that was interrupted.</param>
    public EpochBatches Epoch(int epoch, int firstStep = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(firstStep);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstStep, StepsPerEpoch);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            _claim = StepsPerEpoch;
            while (_busy > 0)
            {
                Monitor.Wait(_gate);
            }

            foreach (var slot in _ring)
            {
                slot.FilledStep = -1;
            }

            _failure = null;
            _epoch = epoch;
            _order.Begin(epoch);
            (_claim, _release) = (firstStep, firstStep);
            Monitor.PulseAll(_gate);
        }

        return new EpochBatches(this, firstStep);
    }

    /// <summary>The batch of a step, once it is ready; null after the last. Gives every earlier batch back.</summary>
    internal Batch? Take(int step)
    {
        if (step >= StepsPerEpoch)
        {
            return null;
        }

        var slot = _ring[step % _ring.Length];
        if (_threads.Length == 0)
        {
            Fill(step);
            return slot.Of(CountOf(step));
        }

        lock (_gate)
        {
            _release = step;
            Monitor.PulseAll(_gate);
            while (slot.FilledStep != step)
            {
                _failure?.Throw();
                ObjectDisposedException.ThrowIf(_stopping, this);
                Monitor.Wait(_gate);
            }
        }

        return slot.Of(CountOf(step));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }

        foreach (var slot in _ring)
        {
            slot.Dispose();
        }
    }

    private void Work()
    {
        while (true)
        {
            int step;
            lock (_gate)
            {
                while (!_stopping && (_failure is not null || _claim >= StepsPerEpoch || _claim >= _release + _ring.Length))
                {
                    Monitor.Wait(_gate);
                }

                if (_stopping)
                {
                    return;
                }

                step = _claim++;
                _busy++;
            }

            ExceptionDispatchInfo? failure = null;
            try
            {
                Fill(step);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            lock (_gate)
            {
                _busy--;
                _failure ??= failure;
                _ring[step % _ring.Length].FilledStep = failure is null ? step : -1;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private int CountOf(int step) => Math.Min(_options.Size, _dataset.Count - (step * _options.Size));

    // As many as their batches leave room for; with room for no reader the batch is read when it is needed.
    private static int Readers(Dataset dataset, BatchOptions options, List<Field> fields)
    {
        var most = dataset.ReadsFiles ? Math.Min(MostReaders, Environment.ProcessorCount) : 1;
        var bytes = fields.Sum(field => (double)field.Count * field.Type.Size()) * options.Size;
        return options.Memory is { } memory ? (int)Math.Clamp((memory / bytes) - SlotsNextToReaders, 0, most) : most;
    }

    // Inputs first; a field that is named twice is read once.
    private static List<Field> FieldsOf(Dataset dataset, BatchOptions options)
    {
        var asked = options.Fields ?? (dataset.Schema.Find(Field.LabelName) is null ? [] : [Field.LabelName]);
        return [.. dataset.Schema.Inputs.Concat(asked.Select(name => dataset.Schema[name])).Distinct()];
    }

    private void Fill(int step)
    {
        var slot = _ring[step % _ring.Length];
        var batch = slot.Of(CountOf(step));
        (batch.Epoch, batch.Step) = (_epoch, step);
        batch.View = _options.Views is { } views ? _epoch % views : _epoch;
        _order.Samples.Slice(step * _options.Size, batch.Count).CopyTo(slot.Indices);
        for (var i = 0; i < batch.Count; i++)
        {
            var index = slot.Indices[i];
            var sample = slot.SampleAt(i);
            sample.View = batch.View;
            var seed = _options.ViewSeed ?? _options.Seed;
            _options.Augmentation?.Prepare(seed, index, batch.View, sample);
            _dataset.Read(index, sample);
            _options.Augmentation?.Apply(seed, index, batch.View, sample);
            slot.Keep(i, _dataset, index);
        }

        slot.Close(batch);
    }
}
