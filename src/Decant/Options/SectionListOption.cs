namespace Decant.Options;

/// <summary>Several sections of one kind, in order.</summary>
/// <typeparam name="T">The section.</typeparam>
internal sealed class SectionListOption<T>(string key, string meaning, int fewest)
    : Option<ValueList<T>>(key, meaning, Presence<ValueList<T>>.Unset("")),
        ISectionOption
    where T : Settings, ISettings, new()
{
    private readonly SectionOption<T> _item = new(key, meaning, Presence<T>.Required);

    public override string Kind => "a list of sections";

    public override string Range => $"{fewest} or more";

    public OptionSet Inner => T.Options;

    internal override bool Accepts(ValueList<T> value) => value.Count >= fewest;

    internal override bool TryReadValue(WrittenNode node, OptionReading reading, out ValueList<T>? value)
    {
        value = null;
        if (node is not WrittenList list || list.Items.Count < fewest)
        {
            reading.Report(
                node.Place,
                $"expected {Expected}, received {node.Describe()}",
                $"Put each section after a '-' of its own. Its keys: {string.Join(", ", T.Options.Take(8).Select(option => option.Key))}."
            );
            return false;
        }

        var items = new List<T>();
        for (var index = 0; index < list.Items.Count; index++)
        {
            if (_item.TryReadValue(list.Items[index], reading.At($"{index}"), out var item))
            {
                items.Add(item!);
            }
        }

        value = new ValueList<T>([.. items]);
        return items.Count == list.Items.Count;
    }

    internal override WrittenNode WriteValue(ValueList<T> value) => new WrittenList([.. value.Select(_item.WriteValue)], default);
}
