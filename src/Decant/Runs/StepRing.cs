using Decant.Engine.Graphs;

namespace Decant.Runs;

/// <summary>
/// The last steps of a training, in memory that is laid out once: adding a step allocates nothing, the newest takes
/// the place of the oldest.
/// </summary>
internal sealed class StepRing
{
    // total loss, gradient norm, learning rate; then one column per term
    private const int FixedColumns = 3;

    private readonly string[] _terms;
    private readonly long[] _steps;
    private readonly double[] _values;
    private long _added;

    /// <summary>A ring for a number of steps.</summary>
    /// <param name="capacity">Steps it holds, 1 or more.</param>
    /// <param name="terms">Names of the loss terms.</param>
    public StepRing(int capacity, params ReadOnlySpan<string> terms)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _terms = terms.ToArray();
        _steps = new long[capacity];
        _values = new double[capacity * Columns];
    }

    /// <summary>Names of the loss terms, in the order of <see cref="StepRecord.LossTerms"/>.</summary>
    public IReadOnlyList<string> Terms => _terms;

    /// <summary>Steps it can hold.</summary>
    public int Capacity => _steps.Length;

    /// <summary>Steps it holds.</summary>
    public int Count => (int)Math.Min(_added, Capacity);

    private int Columns => FixedColumns + _terms.Length;

    /// <summary>A step that it holds, the oldest first.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public StepRecord this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var slot = (int)((_added - Count + index) % Capacity);
            var row = _values.AsSpan(slot * Columns, Columns);
            return new StepRecord
            {
                Step = _steps[slot],
                TotalLoss = row[0],
                GradientNorm = row[1],
                LearningRate = row[2],
                LossTerms = row[FixedColumns..],
            };
        }
    }

    /// <summary>Adds a step; allocates nothing.</summary>
    /// <exception cref="ArgumentException">The number of terms is not that of <see cref="Terms"/>.</exception>
    internal void Add(long step, double totalLoss, ReadOnlySpan<double> lossTerms, double gradientNorm, double learningRate)
    {
        if (lossTerms.Length != _terms.Length)
        {
            throw new ArgumentException($"step ring: expected {_terms.Length} loss terms, received {lossTerms.Length}.", nameof(lossTerms));
        }

        var slot = (int)(_added++ % Capacity);
        var row = _values.AsSpan(slot * Columns, Columns);
        _steps[slot] = step;
        row[0] = totalLoss;
        row[1] = gradientNorm;
        row[2] = learningRate;
        lossTerms.CopyTo(row[FixedColumns..]);
    }

    /// <summary>
    /// All that it holds, Float64 [steps, 4 + terms], the oldest first: number, loss, gradient norm, learning rate, terms.
    /// </summary>
    internal Tensor ToTensor()
    {
        var rows = new Tensor(ElementType.Float64, Count, Columns + 1);
        for (var i = 0; i < Count; i++)
        {
            var slot = (int)((_added - Count + i) % Capacity);
            var row = rows.Span<double>().Slice(i * (Columns + 1), Columns + 1);
            row[0] = _steps[slot];
            _values.AsSpan(slot * Columns, Columns).CopyTo(row[1..]);
        }

        return rows;
    }

    /// <summary>Adds steps that another ring held.</summary>
    internal void Take(Tensor rows)
    {
        for (var i = 0; i < rows.Dimensions[0]; i++)
        {
            var row = rows.Span<double>().Slice(i * (Columns + 1), Columns + 1);
            Add((long)row[0], row[1], row[(FixedColumns + 1)..], row[2], row[3]);
        }
    }
}
