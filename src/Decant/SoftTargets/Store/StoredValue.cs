using System.Text.Json.Serialization;
using Decant.Data.Fields;
using Decant.Engine.Graphs;

namespace Decant.SoftTargets.Store;

/// <summary>What a store holds of every answer: the logits, or a value inside the teacher.</summary>
/// <param name="Name">Its name: <c>logits</c>, or the value's name in the teacher's graph.</param>
/// <param name="Shape">Its sizes in one answer; along the first one answers may differ.</param>
internal sealed record StoredValue(string Name, IReadOnlyList<FieldSize> Shape)
{
    /// <summary>The name of the answer itself.</summary>
    public const string Logits = "logits";

    /// <summary>Whether it is the answer itself.</summary>
    [JsonIgnore]
    public bool IsAnswer => Name == Logits;

    /// <summary>The axis along which answers differ; null where all are alike.</summary>
    [JsonIgnore]
    public FieldSize? Length => Shape.Count > 0 && Shape[0].Varies ? Shape[0] : null;

    /// <summary>Numbers of one place: of the whole answer, or of one step along the axis that varies.</summary>
    [JsonIgnore]
    public int Width => Shape.Skip(Length is null ? 0 : 1).Aggregate(1, (product, size) => checked(product * size.Size));

    /// <summary>Whether it has a plane for each class, [C, H, W], and not a row of classes for each place.</summary>
    [JsonIgnore]
    public bool IsPlanes => Length is null && Shape.Count > 1;

    /// <summary>How many classes it tells apart.</summary>
    [JsonIgnore]
    public int Classes => IsPlanes ? Shape[0].Size : Shape[^1].Size;

    /// <summary>The numbers of the largest answer.</summary>
    [JsonIgnore]
    public int Count => Shape.Aggregate(1, (product, size) => checked(product * size.Size));

    /// <summary>It as a field of the samples; NaN first where no answer is stored.</summary>
    [JsonIgnore]
    public Field Field => new($"answer/{Name}", ElementType.Float32, Shape, FieldRole.Truth) { Padding = 0 };

    /// <summary>A value of a network.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">[N, ..]; sizes that come when the network runs are bounded by the fields of the samples.</param>
    /// <param name="samples">The fields of the samples.</param>
    public static StoredValue Of(string name, Shape shape, Schema samples)
    {
        var longest = samples.Fields.Select(field => field.Length).OfType<FieldSize>().ToLookup(size => size.Name, size => size.Size);
        return new StoredValue(
            name,
            [
                .. shape
                    .Skip(1)
                    .Select(
                        (size, axis) =>
                            size.IsStatic ? new FieldSize(Letter(name, axis, shape), size.Size)
                            : longest[$"{size}"].Any() ? FieldSize.UpTo($"{size}", longest[$"{size}"].Max())
                            : throw new Engine.DecantException(
                                $"Storing '{name}': its size {size} is no axis along which samples vary, so no "
                                    + $"store can hold it. Learn from "
                                    + "the teacher itself (soft-targets.store: off)."
                            )
                    ),
            ]
        );
    }

    /// <summary>The shape of a batch of it.</summary>
    [JsonIgnore]
    public Shape BatchShape => new(["N", .. Shape.Select(size => size.Varies ? new Dimension(size.Name) : size.Size)]);

    // [C], [T, C] and [C, H, W] of answers; values inside have axes without a meaning that is known here.
    private static string Letter(string name, int axis, Shape shape) =>
        name != Logits ? $"D{axis + 1}"
        : shape.Rank == 4 ? $"{"CHW"[axis]}"
        : axis == shape.Rank - 2 ? "C"
        : $"D{axis + 1}";

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
