using Decant.Options;

namespace Decant.Recipes;

/// <summary>A section with one number per augmentation, or <c>none</c>.</summary>
internal sealed class AugmentOption(string key, string meaning, Presence<AugmentSettings> presence)
    : Option<AugmentSettings>(key, meaning, presence),
        ISectionOption
{
    private readonly Option<AugmentSettings> _amounts = Section<AugmentSettings>(key, meaning, required: true);

    public override string Kind => "none, or a section with an amount for each augmentation";

    public OptionSet Inner => ((ISectionOption)_amounts).Inner;

    internal override bool TryReadValue(WrittenNode node, OptionReading reading, out AugmentSettings? value)
    {
        if (node is WrittenScalar { Text: "none" or "off" })
        {
            node = new WrittenMap([], node.Place);
        }
        else if (node is not WrittenMap)
        {
            reading.Report(
                node.Place,
                $"expected {Kind}, received {node.Describe()}",
                $"Write '{Key}: none', or amounts of: {string.Join(", ", Inner.Select(option => option.Key))}."
            );
            value = null;
            return false;
        }

        return _amounts.TryReadValue(node, reading, out value);
    }

    internal override WrittenNode? WriteValue(AugmentSettings value)
    {
        var done = value.Amounts;
        var written = (WrittenMap)_amounts.WriteValue(value)!;
        return done.Count + value.Steps.Count == 0
            ? new WrittenScalar("none", default)
            : new WrittenMap(
                [
                    .. written.Entries.Where(entry => done.ContainsKey(entry.Key)),
                    .. value.Steps.Select(step => new WrittenEntry(
                        step.Name,
                        default,
                        new WrittenScalar(FormattableString.Invariant($"{step.Amount}"), default)
                    )),
                ],
                default
            );
    }
}
