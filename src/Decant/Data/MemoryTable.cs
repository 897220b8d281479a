using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Decant.Data.Fields;
using Decant.Tables;

namespace Decant.Data;

/// <summary>Rows of numbers and categories with a class each.</summary>
internal sealed class MemoryTable : Dataset
{
    private readonly float[] _values;
    private readonly int[] _labels;
    private readonly MemoryField[] _others;
    private readonly long[] _codes;

    /// <summary>Takes over the numbers of rows without categories.</summary>
    /// <param name="name">The table's name in a report.</param>
    /// <param name="columnNames">Names of the D columns.</param>
    /// <param name="values"><c>[N, D]</c>.</param>
    /// <param name="labels">Class of each row; -1 where there are no classes.</param>
    /// <param name="classNames">Names of the classes in the order of their labels.</param>
    /// <param name="targets">Target sets of every row.</param>
    /// <param name="others">What else is known about every row.</param>
    public MemoryTable(
        string name,
        IReadOnlyList<string> columnNames,
        float[] values,
        int[] labels,
        IReadOnlyList<string> classNames,
        IReadOnlyList<MemoryTargets>? targets = null,
        IReadOnlyList<MemoryField>? others = null
    )
        : this(name, null, [Field.Numbers(columnNames)], values, [], labels, classNames, MemoryField.Of(targets, others)) { }

    /// <summary>Takes over the numbers and codes of rows.</summary>
    /// <param name="name">The table's name in a report.</param>
    /// <param name="schema">How columns of text became the numbers.</param>
    /// <param name="values">Numbers <c>[N, C]</c>; NaN where one is missing.</param>
    /// <param name="codes">Codes of categories <c>[N, C]</c>.</param>
    /// <param name="labels">Class of each row; -1 where there are no classes.</param>
    /// <param name="classNames">Names of the classes in the order of their labels.</param>
    /// <param name="others">What else is known about every row.</param>
    public MemoryTable(
        string name,
        TableSchema schema,
        float[] values,
        long[] codes,
        int[] labels,
        IReadOnlyList<string> classNames,
        MemoryField[] others
    )
        : this(name, schema, Inputs(schema), values, codes, labels, classNames, others) { }

    private MemoryTable(
        string name,
        TableSchema? schema,
        IReadOnlyList<Field> inputs,
        float[] values,
        long[] codes,
        int[] labels,
        IReadOnlyList<string> classNames,
        MemoryField[] others
    )
        : base(name, MemoryField.Join(inputs, classNames, others))
    {
        var (numbers, categories) = (CountOf(Field.NumbersName), CountOf(Field.CategoriesName));
        if (values.Length != numbers * labels.Length || codes.Length != categories * labels.Length)
        {
            throw new ArgumentException(
                $"Table '{name}': {labels.Length} rows of {numbers} numbers and {categories} categories need {numbers * labels.Length} "
                    + $"numbers and {categories * labels.Length} codes, received {values.Length} and {codes.Length}.",
                nameof(values)
            );
        }

        Table = schema;
        _values = values;
        _codes = codes;
        _labels = labels;
        _others = others;

        int CountOf(string field) => inputs.FirstOrDefault(one => one.Name == field)?.Count ?? 0;
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override TableSchema? Table { get; }

    /// <summary>The numbers of all rows, [N, C].</summary>
    internal ReadOnlySpan<float> Numbers => _values;

    /// <summary>The codes of all rows, [N, C].</summary>
    internal ReadOnlySpan<long> Codes => _codes;

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        if (sample.Asks(Field.NumbersName))
        {
            var count = _values.Length / Count;
            sample.Set<float>(Field.NumbersName, _values.AsSpan(index * count, count));
        }

        if (sample.Asks(Field.CategoriesName))
        {
            var count = _codes.Length / Count;
            sample.Set<long>(Field.CategoriesName, _codes.AsSpan(index * count, count));
        }

        sample.Set(Field.LabelName, (long)_labels[index]);
        foreach (var other in _others)
        {
            other.Read(index, sample);
        }
    }

    /// <summary>The same rows under another schema of the same columns, whose categories are among the known ones.</summary>
    internal MemoryTable Under(TableSchema schema)
    {
        var codes = (long[])_codes.Clone();
        foreach (var (known, own) in Table!.Categories.Zip(schema.Categories))
        {
            long[] becomes = [TableColumn.Other, .. known.Categories.Select(text => own.Categories.ToList().IndexOf(text) + 1L)];
            for (var place = own.Position; place < codes.Length; place += schema.CategoryCount)
            {
                codes[place] = becomes[codes[place]];
            }
        }

        return new MemoryTable(Name, schema, _values, codes, _labels, ClassNames, _others);
    }

    private static Field[] Inputs(TableSchema schema)
    {
        string[] numbers = [.. schema.Numbers.Select(column => column.Name)],
            categories = [.. schema.Categories.Select(column => column.Name)];
        return
        [
            .. numbers.Length > 0 ? [Field.Numbers(numbers)] : Array.Empty<Field>(),
            .. categories.Length > 0 ? [Field.Categories(categories)] : Array.Empty<Field>(),
        ];
    }

    /// <inheritdoc/>
    protected override string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var names = $"{string.Join('\n', Table?.FeatureNames ?? ColumnNames)}\n{string.Join('\n', ClassNames)}";
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"table {Count} {SampleSize} {names}\n")));
        hash.AppendData(MemoryMarshal.AsBytes<float>(_values));
        hash.AppendData(MemoryMarshal.AsBytes<long>(_codes));
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
