using System.Globalization;
using System.Text.Json.Serialization;

namespace Decant.SoftTargets.Store;

/// <summary>How answers are written into a store.</summary>
internal sealed record AnswerEncoding
{
    /// <summary>What a number is; of drawn classes there are no numbers.</summary>
    public StoredNumbers Numbers { get; init; } = StoredNumbers.F32;

    /// <summary>Of how many of the best classes the probabilities are kept, with the mass of the rest; null for all classes.</summary>
    public int? Top { get; init; }

    /// <summary>How many classes are drawn by their probabilities; null for none.</summary>
    public int? Draws { get; init; }

    /// <summary>The temperature of the probabilities that are kept or drawn, above 0.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Whether logits come back, and not only probabilities at <see cref="Temperature"/>.</summary>
    [JsonIgnore]
    public bool IsWhole => Top is null && Draws is null;

    /// <summary>Whether every answer comes back with its bits.</summary>
    [JsonIgnore]
    public bool IsExact => IsWhole && Numbers == StoredNumbers.F32;

    /// <inheritdoc/>
    public override string ToString() =>
        Draws is { } draws ? string.Create(CultureInfo.InvariantCulture, $"{draws} classes drawn at temperature {Temperature}")
        : Top is { } top
            ? string.Create(CultureInfo.InvariantCulture, $"the best {top} classes and the rest at temperature {Temperature}, {Word}")
        : Word;

    private string Word =>
        Numbers switch
        {
            StoredNumbers.F32 => "f32",
            StoredNumbers.F16 => "f16",
            _ => "8 bits",
        };
}
