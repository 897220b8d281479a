namespace Decant.Data.Fields;

/// <summary>Whose each sample of a data set is, or when it was taken.</summary>
/// <param name="name">The field's name.</param>
/// <param name="values">A whole number for each sample.</param>
internal sealed class MemoryIdentities(string name, long[] values) : MemoryField(Field.Identity(name))
{
    /// <summary>Those of some of the samples.</summary>
    /// <param name="kept">Their places.</param>
    public MemoryIdentities Keep(IReadOnlyList<int> kept) => new(name, [.. kept.Select(place => values[place])]);

    /// <inheritdoc/>
    public override void Read(int index, Sample sample) => sample.Set(Field.Name, values[index]);
}
