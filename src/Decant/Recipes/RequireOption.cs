using Decant.Options;

namespace Decant.Recipes;

/// <summary>
/// Measures with bounds: <c>require: { accuracy: 0.97, latency-p99: 2 ms }</c>. Which measures there are, the task decides.
/// </summary>
internal sealed class RequireOption(string key, string meaning)
    : Option<ValueList<Requirement>>(key, meaning, Presence<ValueList<Requirement>>.Unset(""))
{
    private const string Form = "measures with bounds, such as { accuracy: 0.97, latency-p99: 2 ms, size: 500 kB }";

    public override string Kind => "measures with bounds";

    internal override bool TryReadValue(WrittenNode node, OptionReading reading, out ValueList<Requirement>? value)
    {
        value = null;
        if (node is not WrittenMap map)
        {
            reading.Report(
                node.Place,
                $"expected {Form}, received {node.Describe()}",
                $"Common ones: {string.Join(", ", Requirement.Common)}."
            );
            return false;
        }

        var read = new List<Requirement>();
        foreach (var entry in map.Entries)
        {
            if (entry.Value is WrittenScalar { IsEmpty: false } bound && Requirement.Parse(entry.Key, bound.Text) is { } requirement)
            {
                read.Add(requirement);
            }
            else
            {
                reading
                    .At(entry.Key)
                    .Report(
                        entry.Value.Place,
                        $"expected {Requirement.Form(entry.Key)}, received {entry.Value.Describe()}",
                        "Give the bound, or remove the line."
                    );
            }
        }

        value = [.. read];
        return read.Count == map.Entries.Count;
    }

    internal override WrittenNode WriteValue(ValueList<Requirement> value) =>
        new WrittenMap([.. value.Select(one => new WrittenEntry(one.Name, default, new WrittenScalar(one.Written, default)))], default);
}
