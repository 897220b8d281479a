using Decant.Options;

namespace Decant.Recipes;

/// <summary><c>auto</c>, <c>none</c>, or a mean and a deviation.</summary>
internal sealed class NormalizationOption(string key, string meaning, Presence<Normalization> presence)
    : Option<Normalization>(key, meaning, presence),
        ISectionOption
{
    private readonly Option<Normalization> _given = Section<Normalization>(key, meaning, required: true);

    public override string Kind => "auto, none, or a section with mean and std";

    public OptionSet Inner => ((ISectionOption)_given).Inner;

    internal override bool TryReadValue(WrittenNode node, OptionReading reading, out Normalization? value)
    {
        value = node is WrittenScalar word
            ? word.Text switch
            {
                "auto" => Normalization.Auto,
                "none" => Normalization.None,
                _ => null,
            }
            : null;
        if (value is null && node is not WrittenMap)
        {
            reading.Report(node.Place, $"expected {Expected}, received {node.Describe()}", Remedy);
            return false;
        }

        return value is not null || _given.TryReadValue(node, reading, out value);
    }

    internal override WrittenNode? WriteValue(Normalization value) =>
        value == Normalization.Auto ? new WrittenScalar("auto", default)
        : value == Normalization.None ? new WrittenScalar("none", default)
        : _given.WriteValue(value);
}
