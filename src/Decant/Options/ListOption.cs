namespace Decant.Options;

/// <summary>Several values of one kind, such as widths of layers.</summary>
/// <typeparam name="T">The type of one value.</typeparam>
internal sealed class ListOption<T>(ScalarOption<T> item, string kind, Presence<ValueList<T>> presence, int atLeast)
    : Option<ValueList<T>>(item.Key, item.Meaning, presence)
    where T : notnull
{
    private const int Most = 1024;

    public override string Kind => kind;

    /// <summary>Whether no value may occur twice.</summary>
    public bool IsDistinct { get; init; }

    public override string Range =>
        (item.Range, atLeast) switch
        {
            ("", 0) => "",
            ("", _) => $"{atLeast} or more",
            (_, 0) => $"each {item.Range}",
            _ => $"{atLeast} or more, each {item.Range}",
        };

    internal override bool Accepts(ValueList<T> value) =>
        value.Count >= atLeast
        && value.Count <= Most
        && value.All(item.Accepts)
        && (!IsDistinct || value.Distinct().Count() == value.Count);

    internal override bool TryReadValue(WrittenNode node, OptionReading reading, out ValueList<T>? value)
    {
        value = null;
        // One value alone is a list of one: hidden: 800.
        var items = node switch
        {
            WrittenList list => list.Items,
            WrittenScalar { IsEmpty: false } => [node],
            _ => null,
        };
        if (items is null || items.Count < atLeast || items.Count > Most)
        {
            reading.Report(node.Place, $"expected {Expected}, received {node.Describe()}", Remedy);
            return false;
        }

        var values = new List<T>();
        for (var index = 0; index < items.Count; index++)
        {
            if (item.TryReadValue(items[index], reading.At($"{index}"), out var read))
            {
                if (IsDistinct && values.Contains(read!))
                {
                    reading
                        .At($"{index}")
                        .Report(items[index].Place, $"{items[index].Describe()} is given twice", "Remove one of the two.");
                    return false;
                }

                values.Add(read!);
            }
        }

        value = new ValueList<T>([.. values]);
        return values.Count == items.Count;
    }

    internal override WrittenNode WriteValue(ValueList<T> value) => new WrittenList([.. value.Select(item.WriteValue)], default);
}
