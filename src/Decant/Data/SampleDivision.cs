using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;

namespace Decant.Data;

/// <summary>Chooses a share of samples by what one of their fields says.</summary>
internal static class SampleDivision
{
    /// <summary>Which samples are chosen.</summary>
    /// <param name="whole">The samples.</param>
    /// <param name="share">The chosen share, 0 to 1.</param>
    /// <param name="name">The chosen part's name: another part of one seed, other samples.</param>
    /// <param name="options">The rule, the field and the seed.</param>
    public static bool[] Choose(Dataset whole, double share, string name, SplitOptions options)
    {
        var stream = new RandomStream(options.Seed, $"split {name}");
        var values = Values(whole, options);
        return options.By switch
        {
            SplitRule.Stratified => Stratified(values, share, stream),
            SplitRule.Grouped => Grouped(values, share, stream),
            _ => Latest(values, share),
        };
    }

    /// <summary>The field that decides.</summary>
    /// <exception cref="DecantException">There is none of this name, it holds no single whole number, or none is named and the rule needs
    /// one.</exception>
    public static Field? FieldOf(Dataset whole, SplitOptions options)
    {
        var numbers = whole.Schema.Fields.Where(field => field.Type == ElementType.Int64 && field.Shape.Count == 0).ToArray();
        var known = numbers.Select(field => field.Name).ToArray();
        if (options.Field is { } name)
        {
            return Array.Find(numbers, field => field.Name == name)
                ?? throw new DecantException(
                    $"data.split.field: "
                        + $"{NearestName.Explain("field with a whole number of each sample", name, known)}. A table names "
                        + $"such columns with data.group."
                );
        }

        var identities = numbers.Where(field => field.Role == FieldRole.Identity).ToArray();
        return options.By == SplitRule.Stratified ? whole.Schema.Find(Field.LabelName)
            : identities is [var only] ? only
            : throw new DecantException(
                $"data.split: {(options.By == SplitRule.Time ? "a split by time" : "a grouped split")} needs the "
                    + $"field that it goes by, and "
                    + $"{(identities.Length == 0 ? "the samples have no identity" : $"the samples have several: {string.Join(", ", identities.Select(field => field.Name))}")}. "
                    + "Name it with data.split.field; a table names such columns with data.group."
            );
    }

    private static long[] Values(Dataset whole, SplitOptions options)
    {
        var values = new long[whole.Count];
        var field = FieldOf(whole, options);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = -1;
            if (field is not null)
            {
                whole.Read(field, i, values.AsSpan(i, 1));
            }
        }

        return values;
    }

    // What rounding leaves over is carried to the next class, so that the whole share is exact to one sample; no class loses its last
    // sample to the chosen part unless the share is 1.
    private static bool[] Stratified(long[] values, double share, RandomStream stream)
    {
        var isChosen = new bool[values.Length];
        int seen = 0,
            taken = 0;
        foreach (var group in Enumerable.Range(0, values.Length).GroupBy(i => values[i]).OrderBy(group => group.Key))
        {
            var members = group.ToArray();
            seen += members.Length;
            var take = (int)Math.Round(share * seen, MidpointRounding.AwayFromZero) - taken;
            take = Math.Clamp(take, 0, share < 1 ? members.Length - 1 : members.Length);
            taken += take;
            var order = stream.At((ulong)(group.Key + 1));
            order.Shuffle<int>(members);
            foreach (var member in members.AsSpan(0, take))
            {
                isChosen[member] = true;
            }
        }

        return isChosen;
    }

    // Groups in random order, each taken where that brings the share nearer. A sample whose group is unknown is a group of its own.
    private static bool[] Grouped(long[] values, double share, RandomStream stream)
    {
        var isChosen = new bool[values.Length];
        var groups = Enumerable
            .Range(0, values.Length)
            .GroupBy(i => values[i] < 0 ? (-1, i) : (values[i], 0))
            .OrderBy(group => group.Key)
            .Select(group => group.ToArray())
            .ToArray();
        stream.Shuffle<int[]>(groups);
        var (wanted, taken) = (share * values.Length, 0);
        foreach (var group in groups)
        {
            if (Math.Abs(taken + group.Length - wanted) < Math.Abs(taken - wanted))
            {
                taken += group.Length;
                foreach (var member in group)
                {
                    isChosen[member] = true;
                }
            }
        }

        return isChosen;
    }

    // Samples of one time stay together, in the later part.
    private static bool[] Latest(long[] values, double share)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var cut = values.Length - (int)Math.Round(share * values.Length, MidpointRounding.AwayFromZero);
        while (cut > 0 && cut < order.Length && values[order[cut - 1]] == values[order[cut]])
        {
            cut--;
        }

        var isChosen = new bool[values.Length];
        foreach (var place in order.AsSpan(cut))
        {
            isChosen[place] = true;
        }

        return isChosen;
    }
}
