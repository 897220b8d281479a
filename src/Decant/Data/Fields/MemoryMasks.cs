namespace Decant.Data.Fields;

/// <summary>A class for every pixel of every image of a data set.</summary>
/// <param name="field">What the classes mean.</param>
/// <param name="classes">Makes <c>[N, H, W]</c>, −1 for a pixel that is not counted, when they are first asked for.</param>
internal sealed class MemoryMasks(Field field, Func<sbyte[]> classes) : MemoryField(field)
{
    private readonly Lazy<sbyte[]> _classes = new(classes);

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        if (!sample.Asks(Field.Name))
        {
            return;
        }

        var mask = sample.Numbers<long>(Field.Name);
        var own = _classes.Value.AsSpan(index * mask.Length, mask.Length);
        for (var i = 0; i < own.Length; i++)
        {
            mask[i] = own[i];
        }
    }
}
