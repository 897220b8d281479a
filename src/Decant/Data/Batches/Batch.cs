using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Batches;

/// <summary>
/// Samples that are computed together: one tensor for each field. A batch belongs to its <see cref="BatchStream"/>, which fills its memory
/// again as soon as the next batch is asked for.
/// </summary>
public sealed class Batch
{
    private readonly BatchSlot _slot;

    internal Batch(BatchSlot slot, int count)
    {
        _slot = slot;
        Count = count;
        Refresh();
    }

    /// <summary>The fields that were read, inputs first.</summary>
    public IReadOnlyList<Field> Fields => _slot.Fields;

    /// <summary>The first input: float32 <c>[N, C, H, W]</c> from 0 to 1, or <c>[N, D]</c>; other data sets have other shapes.</summary>
    public Tensor Inputs { get; private set; } = null!;

    /// <summary>The class of each sample: int64 <c>[N]</c>, from 0; -1 where it is unknown.</summary>
    /// <exception cref="DecantException">The data set has no classes, or they were not asked for.</exception>
    public Tensor Labels => this[Field.LabelName];

    /// <summary>The numbers of the target set that was asked for: float32 <c>[N, columns]</c>; null when none was.</summary>
    public Tensor? Targets { get; private set; }

    /// <summary>Number of samples, N: the asked size, or less in the last batch of an epoch.</summary>
    public int Count { get; }

    /// <summary>Where the samples lie in the data set.</summary>
    public ReadOnlySpan<int> Indices => _slot.Indices[..Count];

    /// <summary>The epoch that the batch belongs to, from 0.</summary>
    public int Epoch { get; internal set; }

    /// <summary>The number of the augmented view, from 0: the epoch, or its remainder where there are so many views and no more.</summary>
    public int View { get; internal set; }

    /// <summary>The batch's place in its epoch, from 0.</summary>
    public int Step { get; internal set; }

    /// <summary>
    /// A field of all samples: <c>[N, ..]</c>, and where it varies <c>[N, T, ..]</c> with T the longest sample of this batch; after a
    /// shorter one's end comes the field's padding.
    /// </summary>
    /// <exception cref="DecantException">The field was not read; the message has the nearest and all that were.</exception>
    public Tensor this[string name] =>
        Find(name)
        ?? throw new DecantException(
            $"Batch: {NearestName.Explain("field", name, Fields.Select(one => one.Name))}. Fields are named where "
                + $"batches are asked for (BatchOptions.Fields)."
        );

    /// <summary>
    /// A field of all samples by its name; of a field that varies, <c>NAME.length</c> is <see cref="Lengths"/> of its axis and
    /// <c>NAME.mask</c> is <see cref="Mask"/>. Null where it was not read.
    /// </summary>
    public Tensor? Find(string name) => _slot.Find(name, Count);

    /// <summary>The length of each sample along an axis that varies: int64 <c>[N]</c>.</summary>
    /// <exception cref="DecantException">No field that was read varies along it.</exception>
    public Tensor Lengths(string axis) => _slot.Axis(axis).Lengths(Count);

    /// <summary>1 where a sample has a place along an axis that varies, and 0 after its end: float32 <c>[N, T]</c>.</summary>
    /// <exception cref="DecantException">No field that was read varies along it.</exception>
    public Tensor Mask(string axis) => _slot.Axis(axis).Mask(Count);

    /// <summary>The longest sample of this batch along an axis that varies, 1 or more: T.</summary>
    /// <exception cref="DecantException">No field that was read varies along it.</exception>
    public int LengthOf(string axis) => _slot.Axis(axis).Longest;

    /// <summary>What a network calls the lengths of a field that varies.</summary>
    internal static string LengthName(string field) => $"{field}.length";

    /// <summary>What a network calls the mask of a field that varies.</summary>
    internal static string MaskName(string field) => $"{field}.mask";

    // What varies has other sizes in every batch.
    internal void Refresh()
    {
        Inputs = this[Fields[0].Name];
        Targets = null;
        for (var place = 0; Targets is null && place < Fields.Count; place++)
        {
            Targets = Fields[place].Targets is null ? null : this[Fields[place].Name];
        }
    }
}
