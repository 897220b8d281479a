using System.Globalization;
using Decant.Engine;
using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>
/// What is done at random to every view of an image, in the order of <see cref="Kinds"/>. All randomness is decided by
/// (seed, sample, view), so that any view can be made again at any time.
/// </summary>
public sealed class Augmentation
{
    [ThreadStatic]
    private static float[]? s_scratch;

    private readonly AugmentationStep[] _steps;

    private Augmentation(AugmentationStep[] steps, string description)
    {
        _steps = steps;
        Description = description;
    }

    /// <summary>Every augmentation there is, in the order in which they are applied.</summary>
    public static IReadOnlyList<AugmentationKind> Kinds { get; } =
        [Rotate.Kind, Shift.Kind, Crop.Kind, Flip.Kind, Brightness.Kind, Noise.Kind, Erase.Kind];

    /// <summary>Names and amounts, in order: two augmentations of one description make the same pixels.</summary>
    public string Description { get; }

    /// <summary>Builds the augmentation that a recipe names.</summary>
    /// <param name="amounts">Name and amount of each; one with amount 0 does nothing.</param>
    /// <returns>The augmentation, or null where nothing is to be done.</returns>
    /// <exception cref="DecantException">A name is unknown or an amount is out of range; every problem is in the message.</exception>
    public static Augmentation? From(IReadOnlyDictionary<string, double> amounts)
    {
        var problems = amounts.Select(pair => Problem(pair.Key, pair.Value)).OfType<string>().ToList();
        if (problems.Count > 0)
        {
            throw new DecantException(string.Join(Environment.NewLine, problems));
        }

        var chosen = Kinds.Where(kind => amounts.GetValueOrDefault(kind.Name) != 0).ToList();
        return chosen.Count == 0
            ? null
            : new Augmentation(
                [.. chosen.Select(kind => kind.Create(amounts[kind.Name]))],
                string.Join(", ", chosen.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Name} {amounts[kind.Name]}"))));
    }

    /// <summary>What is wrong with a name and an amount, or null.</summary>
    public static string? Problem(string name, double amount)
    {
        var kind = Kinds.FirstOrDefault(kind => kind.Name == name);
        return kind is null
            ? $"augment: {NearestName.Explain("augmentation", name, Kinds.Select(kind => kind.Name))}."
            : amount >= kind.Lowest && amount <= kind.Highest && (kind.Unit != "pixels" || amount == Math.Floor(amount))
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"augment.{name}: expected {kind.Lowest} to {kind.Highest} {(kind.Unit == "pixels" ? "whole " : "")}{kind.Unit}, received {amount}. {kind.Usual} is usual.");
    }

    /// <summary>Makes one view of one sample.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="sample">The sample's place in its data set.</param>
    /// <param name="view">The view's number: in training, the epoch.</param>
    /// <param name="image">Pixels from 0 to 1, changed in place.</param>
    /// <param name="shape"><c>[C, H, W]</c>.</param>
    public void Apply(ulong seed, int sample, int view, Span<float> image, IReadOnlyList<int> shape)
    {
        if (s_scratch is null || s_scratch.Length < image.Length)
        {
            s_scratch = new float[image.Length];
        }

        var random = new RandomStream(seed, "augmentation").At((ulong)sample, (ulong)view);
        foreach (var step in _steps)
        {
            step.Apply(ref random, image, s_scratch.AsSpan(0, image.Length), shape[0], shape[1], shape[2]);
        }
    }

    /// <summary>Refuses samples that are no images.</summary>
    internal void Check(Dataset dataset)
    {
        if (!dataset.IsImages)
        {
            throw new DecantException(
                $"augment: '{dataset.Name}' has samples of shape [{string.Join(", ", dataset.SampleShape)}], and {Description} is for images [C, H, W]. Leave augment out.");
        }
    }
}
