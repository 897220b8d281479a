namespace Decant.SoftTargets.Store;

/// <summary>A value of a store and how it is written.</summary>
/// <param name="Value">The value.</param>
/// <param name="Codec">Numbers as bytes.</param>
internal sealed record StoreLayoutValue(StoredValue Value, AnswerCodec Codec)
{
    /// <summary>The value as a field of the samples.</summary>
    public Data.Fields.Field Field { get; } = Value.Field;

    /// <summary>Places of an answer of a length.</summary>
    public int Places(int length) => Value.Length is null ? 1 : length;
}
