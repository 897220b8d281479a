using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Decant.Data.Fields;
using Decant.Tables;

namespace Decant.Data;

/// <summary>Rows of numbers with a class each.</summary>
internal sealed class MemoryTable : Dataset
{
    private readonly float[] _values;
    private readonly int[] _labels;
    private readonly MemoryField[] _others;

    /// <summary>Takes over the numbers.</summary>
    /// <param name="name">The table's name in a report.</param>
    /// <param name="columnNames">Names of the D columns.</param>
    /// <param name="values"><c>[N, D]</c>.</param>
    /// <param name="labels">Class of each row; -1 where there are no classes.</param>
    /// <param name="classNames">Names of the classes in the order of their labels.</param>
    /// <param name="targets">Target sets of every row.</param>
    /// <param name="schema">How columns of text became the numbers; null where they were numbers.</param>
    /// <param name="others">What else is known about every row.</param>
    public MemoryTable(
        string name,
        IReadOnlyList<string> columnNames,
        float[] values,
        int[] labels,
        IReadOnlyList<string> classNames,
        IReadOnlyList<MemoryTargets>? targets = null,
        TableSchema? schema = null,
        IReadOnlyList<MemoryField>? others = null
    )
        : this(name, columnNames, values, labels, classNames, MemoryField.Of(targets, others), schema) { }

    private MemoryTable(
        string name,
        IReadOnlyList<string> columnNames,
        float[] values,
        int[] labels,
        IReadOnlyList<string> classNames,
        MemoryField[] others,
        TableSchema? schema
    )
        : base(name, MemoryField.Join(Field.Columns(columnNames), classNames, others))
    {
        if (values.Length != columnNames.Count * labels.Length)
        {
            throw new ArgumentException(
                $"Table '{name}': {labels.Length} rows of {columnNames.Count} columns need "
                    + $"{columnNames.Count * labels.Length} numbers, received {values.Length}.",
                nameof(values)
            );
        }

        Table = schema;
        _values = values;
        _labels = labels;
        _others = others;
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override TableSchema? Table { get; }

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        if (sample.Asks(Field.ColumnsName))
        {
            _values.AsSpan(index * SampleSize, SampleSize).CopyTo(sample.Numbers<float>(Field.ColumnsName));
        }

        sample.Set(Field.LabelName, (long)_labels[index]);
        foreach (var other in _others)
        {
            other.Read(index, sample);
        }
    }

    /// <inheritdoc/>
    protected override string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var names = $"{string.Join('\n', ColumnNames)}\n{string.Join('\n', ClassNames)}";
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"table {Count} {SampleSize} {names}\n")));
        hash.AppendData(MemoryMarshal.AsBytes<float>(_values));
        hash.AppendData(MemoryMarshal.AsBytes<int>(_labels));
        foreach (var known in _others.OfType<MemoryTargets>())
        {
            // Words that earlier versions wrote: a table keeps its fingerprint.
            var kind = known.Set.Kind == TargetKind.Labels ? "MultiLabel" : "Regression";
            hash.AppendData(Encoding.UTF8.GetBytes($"{kind} {string.Join('\n', known.Set.Columns)}\n"));
            hash.AppendData(MemoryMarshal.AsBytes<float>(known.Values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
