using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Decant.Tables;

namespace Decant.Data;

/// <summary>Rows of numbers with a class each.</summary>
internal sealed class MemoryTable : Dataset
{
    private readonly float[] _values;
    private readonly int[] _labels;
    private readonly IReadOnlyList<MemoryTargets> _targets;

    /// <summary>Takes over the numbers.</summary>
    /// <param name="name">What a report calls the table.</param>
    /// <param name="columnNames">Names of the D columns.</param>
    /// <param name="values"><c>[N, D]</c>.</param>
    /// <param name="labels">Class of each row; -1 where there are no classes.</param>
    /// <param name="classNames">Names of the classes in the order of their labels.</param>
    /// <param name="targets">What else is known about every row.</param>
    /// <param name="schema">How columns of text became the numbers; null where they were numbers.</param>
    public MemoryTable(string name, IReadOnlyList<string> columnNames, float[] values, int[] labels, IReadOnlyList<string> classNames, IReadOnlyList<MemoryTargets>? targets = null, TableSchema? schema = null)
        : base(name, [columnNames.Count], classNames)
    {
        if (values.Length != columnNames.Count * labels.Length)
        {
            throw new ArgumentException($"Table '{name}': {labels.Length} rows of {columnNames.Count} columns need {columnNames.Count * labels.Length} numbers, received {values.Length}.", nameof(values));
        }

        ColumnNames = columnNames;
        Table = schema;
        _values = values;
        _labels = labels;
        _targets = targets ?? [];
        TargetSets = [.. _targets.Select(known => known.Set)];
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnNames { get; }

    /// <inheritdoc/>
    public override TableSchema? Table { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<TargetSet> TargetSets { get; }

    /// <inheritdoc/>
    public override int Label(int index) => _labels[index];

    /// <inheritdoc/>
    public override void Read(int index, Span<float> destination) => _values.AsSpan(index * SampleSize, SampleSize).CopyTo(destination);

    /// <inheritdoc/>
    public override void ReadTargets(TargetSet set, int index, Span<float> destination)
    {
        if (_targets.FirstOrDefault(known => known.Set == set) is { } found)
        {
            found.Values.AsSpan(index * set.Columns.Count, set.Columns.Count).CopyTo(destination);
            return;
        }

        base.ReadTargets(set, index, destination);
    }

    /// <inheritdoc/>
    protected override string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var names = $"{string.Join('\n', ColumnNames)}\n{string.Join('\n', ClassNames)}";
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"table {Count} {SampleSize} {names}\n")));
        hash.AppendData(MemoryMarshal.AsBytes<float>(_values));
        hash.AppendData(MemoryMarshal.AsBytes<int>(_labels));
        foreach (var known in _targets)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{known.Set.Kind} {string.Join('\n', known.Set.Columns)}\n"));
            hash.AppendData(MemoryMarshal.AsBytes<float>(known.Values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
