using Decant.Losses;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>
/// A list of losses, each a name with its options: <c>- soft-targets: { temperature: 4 }</c>; a name alone has its defaults.
/// </summary>
internal sealed class LossListOption(string key, string meaning, Presence<ValueList<DistillationLoss>> presence)
    : Option<ValueList<DistillationLoss>>(key, meaning, presence)
{
    private const string Form = "a list of losses, such as '- soft-targets: { temperature: 4 }'";

    public override string Kind => "a list of losses";

    internal override bool Accepts(ValueList<DistillationLoss> value) =>
        value.Any(term => term.Weight.Largest > 0) && value.Select(term => term.Term).Distinct().Count() == value.Count;

    internal override bool TryReadValue(WrittenNode node, OptionReading reading, out ValueList<DistillationLoss>? value)
    {
        value = null;
        if (node is not WrittenList { Items.Count: > 0 } list)
        {
            reading.Report(
                node.Place,
                $"expected {Form}, received {node.Describe()}",
                $"Known losses: {string.Join(", ", DistillationLosses.All.Names)}."
            );
            return false;
        }

        var before = reading.Problems.Count;
        var terms = new List<DistillationLoss>();
        for (var index = 0; index < list.Items.Count; index++)
        {
            var (item, step) = (list.Items[index], reading.At($"{index}"));
            if (TryReadTerm(item, step) is { } term)
            {
                if (terms.Any(other => other.Term == term.Term))
                {
                    step.Report(
                        item.Place,
                        $"two terms have the name '{term.Term}'",
                        "Remove one, or give it a name of its own: '{ name: … }'."
                    );
                }

                terms.Add(term);
            }
        }

        if (reading.Problems.Count == before && terms.All(term => term.Weight.Largest == 0))
        {
            reading.Report(
                node.Place,
                "expected a term with a weight above 0, and all weights are 0",
                "Give one loss a weight; with all at 0 the student learns nothing."
            );
        }

        value = LabelWeights.Fill(terms);
        return reading.Problems.Count == before;
    }

    internal override WrittenNode WriteValue(ValueList<DistillationLoss> value) =>
        new WrittenList(
            [
                .. LabelWeights
                    .Fill(value)
                    .Select(term => new WrittenMap([new(term.Name, default, term.Options.Write(term.Values))], default)),
            ],
            default
        );

    private static DistillationLoss? TryReadTerm(WrittenNode item, OptionReading reading)
    {
        var (name, place, options) = item switch
        {
            WrittenMap { Entries: [var only] } => (only.Key, only.KeyPlace, only.Value),
            WrittenScalar { IsEmpty: false } word => (word.Text, word.Place, null),
            _ => (null, item.Place, null),
        };
        if (name is null)
        {
            var isFlat = item is WrittenMap { Entries.Count: > 1 };
            reading.Report(
                place,
                $"expected one loss with its options, received {item.Describe()}",
                isFlat
                    ? "Put the options into braces after the loss's name, and every loss after a '-' of its own."
                    : $"Write it as in {Form}."
            );
            return null;
        }

        if (!DistillationLosses.All.TryFind(name, out var loss))
        {
            reading.At(name).Report(place, DistillationLosses.All.Explain(name), "Correct the name.");
            return null;
        }

        var written = options switch
        {
            WrittenMap map => map,
            null or WrittenScalar { IsEmpty: true } => new WrittenMap([], place),
            _ => null,
        };
        if (written is null)
        {
            reading
                .At(name)
                .Report(
                    options!.Place,
                    $"expected the options of '{name}' in braces, received {options.Describe()}",
                    $"Its options: {string.Join(", ", loss.Options.Select(option => option.Key))}."
                );
            return null;
        }

        var term = loss with { Values = loss.Options.Read(written, reading.At(name)) };
        return written.Find(loss.WeightKey) is null ? term.WithoutWeight() : term;
    }
}
