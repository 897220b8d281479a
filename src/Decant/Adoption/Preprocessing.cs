using System.Globalization;
using System.Text.Json;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Students;

namespace Decant.Adoption;

/// <summary>
/// What a network from elsewhere wants done to its inputs: (range·x − mean)/deviation, with pixels x from 0 to 1, and columns x as they
/// are. Mean and deviation are in units of the range: ImageNet's are 0.485 … of range 1, or 123.7 … of range 255.
/// </summary>
/// <param name="Range">What white is: 1 or 255.</param>
/// <param name="Scaling">Mean and deviation, one of each per channel or column, or one for all.</param>
internal sealed record Preprocessing(double Range, InputScaling Scaling)
{
    /// <summary>The key of a file's metadata under which it is stored.</summary>
    public const string MetadataKey = "decant.preprocess";

    /// <summary>Inputs as they are.</summary>
    public static Preprocessing None { get; } = new(1, InputScaling.None);

    /// <summary>
    /// Whether the network reads blue, green, red. Channels are reversed first: mean and deviation are in the network's order.
    /// </summary>
    public bool IsBgr { get; init; }

    /// <summary>What a file says of itself; null where it says nothing, or nothing that is understood.</summary>
    public static Preprocessing? Of(Graph network)
    {
        try
        {
            return
                network.Metadata.TryGetValue(MetadataKey, out var text)
                && JsonSerializer.Deserialize<Words>(text, s_json)
                    is { Mean: { Length: > 0 } mean, Deviation: { Length: > 0 } deviation } words
                && (mean.Length == deviation.Length || mean.Length == 1 || deviation.Length == 1)
                && deviation.All(number => number > 0)
                && words.Range > 0
                ? new Preprocessing(words.Range, new InputScaling(mean, deviation)) { IsBgr = words.Bgr }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Refuses numbers that are for other samples.</summary>
    /// <param name="channels">Channels or columns of a sample.</param>
    /// <exception cref="DecantException">There is neither one for each nor one for all; or there are no three channels to
    /// reverse.</exception>
    internal void RequireFit(int channels)
    {
        if (IsBgr && channels != 3)
        {
            throw new DecantException(
                $"preprocess.channels: expected images of 3 channels to read as BGR, received {channels}. Remove it."
            );
        }

        foreach (var (name, count) in new[] { ("mean", Scaling.Mean.Count), ("std", Scaling.Deviation.Count) })
        {
            if (count != 1 && count != channels)
            {
                throw new DecantException(
                    $"preprocess.{name}: expected "
                        + $"{(channels == 1 ? "1 number" : $"1 number, or {channels}: one for each channel or column of the data")}, received {count}. "
                        + "Give as many as the data have channels or columns."
                );
            }
        }
    }

    /// <summary>What a file says of itself, as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Words(Range, [.. Scaling.Mean], [.. Scaling.Deviation], IsBgr), s_json);

    /// <summary>Whether inputs stay as they are.</summary>
    internal bool IsNone =>
        !IsBgr && Range == 1 && Scaling.Mean.All(mean => mean == 0) && Scaling.Deviation.All(deviation => deviation == 1);

    /// <summary>In words.</summary>
    public override string ToString() =>
        IsNone
            ? "as they are"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(IsBgr ? "channels reversed to BGR, " : "")}range {Range:0.###}, mean {Some(Scaling.Mean)}, "
                    + $"deviation {Some(Scaling.Deviation)}"
            );

    /// <summary>The input as the network wants it: (range·x − mean)/deviation = (x − mean/range)/(deviation/range).</summary>
    internal Value Apply(Value input) =>
        Scaled(IsBgr ? new[] { 2, 1, 0 }.Select(channel => input.Slice(1, channel, channel + 1)).ToArray().Concat(1) : input);

    private Value Scaled(Value input) =>
        new InputScaling(
            [.. Scaling.Mean.Select(mean => mean / Range)],
            [.. Scaling.Deviation.Select(deviation => deviation / Range)]
        ).Apply(input);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private static string Some(IReadOnlyList<double> numbers) =>
        string.Join(", ", numbers.Take(3).Select(number => number.ToString("0.####", CultureInfo.InvariantCulture)))
        + (numbers.Count > 3 ? ", …" : "");

    private sealed record Words(double Range, double[] Mean, double[] Deviation, bool Bgr = false);
}
