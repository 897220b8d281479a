using System.Globalization;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>
/// What is done at random to every view of a sample, in the order of <see cref="Kinds"/>, then steps of one's own. What moves the picture
/// moves masks and boxes too; words are changed before they become tokens, so teacher and student see the same changed text, whatever
/// their tokenizers. All randomness is decided by (seed, sample, view), so that any view can be made again at any time.
/// </summary>
internal sealed class Augmentation : IWordChange
{
    [ThreadStatic]
    private static float[]? s_scratch;

    [ThreadStatic]
    private static List<SampleWord>[]? s_words;

    private readonly PictureStep[] _steps;
    private readonly TextStep[] _texts;
    private readonly AugmentationStep[] _own;

    private Augmentation(CatalogueStep[] steps, AugmentationStep[] own, string description)
    {
        (_steps, _texts, _own) = ([.. steps.OfType<PictureStep>()], [.. steps.OfType<TextStep>()], own);
        Description = description;
    }

    /// <summary>Every augmentation there is, in the order in which they are applied.</summary>
    public static IReadOnlyList<AugmentationKind> Kinds { get; } =
    [
        Rotate.Kind,
        Scale.Kind,
        Shift.Kind,
        Crop.Kind,
        Flip.Kind,
        Brightness.Kind,
        Colour.Kind,
        Noise.Kind,
        Erase.Kind,
        SwapWords.Kind,
        DropWords.Kind,
        MaskWords.Kind,
        NGrams.Kind,
    ];

    /// <summary>Names and amounts, in order: two augmentations of one description make the same pixels.</summary>
    public string Description { get; }

    /// <summary>Builds the augmentation that a recipe names.</summary>
    /// <param name="amounts">Name and amount of each; one with amount 0 does nothing.</param>
    /// <param name="own">Steps of one's own, in order.</param>
    /// <returns>The augmentation, or null where nothing is to be done.</returns>
    /// <exception cref="DecantException">A name is unknown or given twice, or an amount is out of range; every problem is in the
    /// message.</exception>
    public static Augmentation? From(IReadOnlyDictionary<string, double> amounts, params IReadOnlyList<AugmentationStep> own)
    {
        var problems = amounts
            .Select(pair => Problem(pair.Key, pair.Value))
            .Concat(own.Select(step => step.Name).Select((name, place) => Taken(name, own.Take(place))))
            .OfType<string>()
            .ToList();
        if (problems.Count > 0)
        {
            throw new DecantException(string.Join(Environment.NewLine, problems));
        }

        var chosen = Kinds.Where(kind => amounts.GetValueOrDefault(kind.Name) != 0).ToList();
        return chosen.Count + own.Count == 0
            ? null
            : new Augmentation(
                [.. chosen.Select(kind => kind.Create(amounts[kind.Name]))],
                [.. own],
                string.Join(
                    ", ",
                    chosen
                        .Select(kind => (kind.Name, Amount: amounts[kind.Name]))
                        .Concat(own.Select(step => (step.Name, step.Amount)))
                        .Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Name} {step.Amount}"))
                )
            );
    }

    private static string? Taken(string name, IEnumerable<AugmentationStep> others) =>
        Kinds.Any(kind => kind.Name == name) || others.Any(other => other.Name == name)
            ? $"augment.{name}: another augmentation has this name. Give the step another one."
            : null;

    /// <summary>What is wrong with a name and an amount, or null.</summary>
    public static string? Problem(string name, double amount)
    {
        var kind = Kinds.FirstOrDefault(kind => kind.Name == name);
        return kind is null ? $"augment: {NearestName.Explain("augmentation", name, Kinds.Select(kind => kind.Name))}."
            : amount >= kind.Lowest && amount <= kind.Highest && (kind.Unit != "pixels" || amount == Math.Floor(amount)) ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"augment.{name}: expected {kind.Lowest} to {kind.Highest} "
                    + $"{(kind.Unit == "pixels" ? "whole " : "")}{kind.Unit}, received {amount}. {kind.Usual} is usual."
            );
    }

    /// <summary>Says, before a sample is read, how its words change; each text of a pair by itself.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="sample">The sample's place in its data set.</param>
    /// <param name="view">The view's number: in training, the epoch.</param>
    /// <param name="whole">The memory that it will be read into.</param>
    public void Prepare(ulong seed, int sample, int view, Sample whole)
    {
        if (_texts.Length > 0)
        {
            whole.Change(this, new RandomStream(seed, "augmentation").At((ulong)sample, (ulong)view));
        }
    }

    /// <summary>Makes one view of one sample that was read.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="sample">The sample's place in its data set.</param>
    /// <param name="view">The view's number: in training, the epoch.</param>
    /// <param name="whole">The sample, changed in place.</param>
    public void Apply(ulong seed, int sample, int view, Sample whole)
    {
        if (_steps.Length > 0)
        {
            ApplyToPictures(seed, sample, view, whole);
        }

        foreach (var step in _own)
        {
            step.Apply(seed, sample, view, whole);
        }
    }

    /// <inheritdoc/>
    ReadOnlySpan<List<SampleWord>> IWordChange.Of(IWordedSamples texts, int index, RandomStream random)
    {
        var words = s_words ??= [
            [],
            [],
        ];
        var isChanged = false;
        for (var part = 0; part < texts.Parts; part++)
        {
            words[part].Clear();
            texts.ReadWords(index, part, words[part]);
            foreach (var step in _texts)
            {
                isChanged |= step.Apply(ref random, words[part], texts);
            }
        }

        return isChanged ? words.AsSpan(0, texts.Parts) : [];
    }

    private void ApplyToPictures(ulong seed, int sample, int view, Sample whole)
    {
        Sample? truth = whole;
        foreach (var field in whole.Fields)
        {
            if (field.Geometry != FieldGeometry.Pixels)
            {
                continue;
            }

            if (s_scratch is null || s_scratch.Length < field.Count)
            {
                s_scratch = new float[field.Count];
            }

            // Each picture of a sample meets the same random numbers, so all move alike; the truth moves once, with the first.
            var picture = new AugmentedPicture(whole.Numbers<float>(field.Name), s_scratch.AsSpan(0, field.Count), field, truth);
            var random = new RandomStream(seed, "augmentation").At((ulong)sample, (ulong)view);
            foreach (var step in _steps)
            {
                step.Apply(ref random, picture);
            }

            truth = null;
        }
    }

    /// <summary>
    /// Refuses samples that are no images, where something is done to pictures, and such that are no texts, where words change.
    /// </summary>
    internal void Check(Dataset dataset)
    {
        if (_texts.Length > 0 && dataset.Texts is null)
        {
            throw new DecantException(
                $"augment: '{dataset.Name}' has samples of '{dataset.Schema.Inputs[0]}', and {Description} changes the words of texts. "
                    + "Leave it out, or give texts (data.source: text)."
            );
        }

        if (_steps.Length == 0)
        {
            return;
        }

        if (!dataset.IsImages)
        {
            throw new DecantException(
                $"augment: '{dataset.Name}' has samples of shape [{string.Join(", ", dataset.SampleShape)}], and "
                    + $"{Description} is for images [C, H, W]. "
                    + (
                        dataset.Texts is null
                            ? "Leave augment out."
                            : $"For texts there are {string.Join(", ", Kinds.Where(kind => kind.IsOfTexts).Select(kind => kind.Name))}."
                    )
            );
        }

        if (
            dataset.Schema.Fields.FirstOrDefault(field =>
                field.Geometry == FieldGeometry.Mask && !field.Shape.SequenceEqual(dataset.Schema.Inputs[0].Shape.Skip(1))
            ) is
            { } mask
        )
        {
            throw new DecantException(
                $"augment: '{dataset.Name}' has field '{mask}' and the image '{dataset.Schema.Inputs[0]}'. A mask "
                    + $"moves with its image: give both the same height and width, or leave augment out."
            );
        }
    }
}
