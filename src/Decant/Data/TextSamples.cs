using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;

namespace Decant.Data;

/// <summary>
/// Texts in memory, with their pieces in every reading. Where words are changed (<see cref="IWordedSamples"/>), all readings get the pieces
/// of the changed words.
/// </summary>
internal sealed class TextSamples : Dataset, IWordedSamples
{
    private readonly TextContent _content;
    private readonly PieceTable[] _tables;
    private readonly int[] _labels;
    private readonly MemoryField[] _others;
    private readonly Lazy<TextWords> _words;

    /// <summary>Takes over the texts.</summary>
    /// <param name="name">The data set's name in a report.</param>
    /// <param name="content">The texts.</param>
    /// <param name="tables">Their pieces, in each reading; the student's first.</param>
    /// <param name="longest">For each reading, pieces of the longest text of all parts of the data.</param>
    /// <param name="labels">Class of each text; −1 where there are no classes.</param>
    /// <param name="classNames">Names of the classes in the order of their labels.</param>
    /// <param name="targets">Target sets of every text.</param>
    /// <param name="others">What else is known about every text.</param>
    public TextSamples(
        string name,
        TextContent content,
        IReadOnlyList<PieceTable> tables,
        IReadOnlyList<int> longest,
        int[] labels,
        IReadOnlyList<string> classNames,
        IReadOnlyList<MemoryTargets>? targets = null,
        IReadOnlyList<MemoryField>? others = null
    )
        : this(name, content, tables, longest, labels, classNames, MemoryField.Of(targets, others)) { }

    private TextSamples(
        string name,
        TextContent content,
        IReadOnlyList<PieceTable> tables,
        IReadOnlyList<int> longest,
        int[] labels,
        IReadOnlyList<string> classNames,
        MemoryField[] others
    )
        : base(name, SchemaOf(content, tables, longest, classNames, others))
    {
        (_content, _tables, _labels, _others) = (content, [.. tables], labels, others);
        _words = new(() => new TextWords(content));
        Texts = new TextFacts([.. tables.Select(table => table.Reading)], labels.Length, TextOf);
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    internal override TextFacts Texts { get; }

    /// <inheritdoc/>
    int IWordedSamples.Parts => _content.Second is null ? 1 : 2;

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        var changed = sample.Changed(this, index);
        foreach (var table in _tables)
        {
            if (changed.Length == 0)
            {
                table.Read(index, sample);
            }
            else
            {
                TextWords.Write(table.Reading, sample, changed, hasWords: _content.Words is not null, hasTags: _content.Tags is not null);
            }
        }

        sample.Set(Field.LabelName, (long)_labels[index]);
        foreach (var other in _others)
        {
            other.Read(index, sample);
        }
    }

    /// <inheritdoc/>
    void IWordedSamples.ReadWords(int index, int part, List<SampleWord> words) => _words.Value.Read(index, part, words);

    /// <inheritdoc/>
    SampleWord IWordedSamples.Draw(ref RandomStream random) => _words.Value.Draw(ref random);

    /// <inheritdoc/>
    protected override string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(string.Create(CultureInfo.InvariantCulture, $"texts {Count} {string.Join('\n', ClassNames)}\n"));
        foreach (var table in _tables)
        {
            var reading = table.Reading;
            Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{reading.Prefix}{reading.Longest} {Schema[reading.IdsName].Count} {reading.Tokenizer.Fingerprint}\n"
                )
            );
        }

        for (var index = 0; index < Count; index++)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"{_content.Texts[index].Length} {_content.Texts[index]}"));
            Add(
                _content.Second is { } second ? string.Create(CultureInfo.InvariantCulture, $"{second[index].Length} {second[index]}") : ""
            );
            Add(_content.Words is { } words ? string.Join(' ', words[index].Select(word => word.Length)) : "");
            hash.AppendData(MemoryMarshal.AsBytes<int>(_content.Tags?[index] ?? []));
        }

        hash.AppendData(MemoryMarshal.AsBytes<int>(_labels));
        Add(string.Join('\n', _content.TagNames));
        foreach (var known in _others.OfType<MemoryTargets>())
        {
            Add($"\n{known.Set.Name} {known.Set.Kind} {string.Join('\n', known.Set.Columns)}\n");
            hash.AppendData(MemoryMarshal.AsBytes<float>(known.Values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    private SampleText TextOf(int index) =>
        new(_content.Texts[index], _content.Second?[index], _content.Words?[index], [.. _tables.Select(table => table.Cut(index))]);

    private static Schema SchemaOf(
        TextContent content,
        IReadOnlyList<PieceTable> tables,
        IReadOnlyList<int> longest,
        IReadOnlyList<string> classNames,
        MemoryField[] others
    )
    {
        List<Field> fields = [.. tables.Zip(longest).SelectMany(table => table.First.Reading.Fields(table.Second))];
        if (content.Tags is not null)
        {
            fields.Add(
                new Field(TextReading.Tags, ElementType.Int64, fields[0].Shape, FieldRole.Truth)
                {
                    Names = content.TagNames,
                    Meaning = "the class of each word, at its first piece",
                }
            );
        }

        return MemoryField.Join(fields, classNames, others);
    }
}
