using Decant.Data.Fields;
using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>
/// One thing of one's own that is done at random to every view of a sample, after those that recipes can name. It goes into
/// <see cref="Recipes.AugmentSettings.Steps"/>. Several threads may apply it at once: what changes lies in the sample alone.
/// </summary>
public abstract class AugmentationStep
{
    private readonly string _stream;

    /// <summary>A step.</summary>
    /// <param name="name">Its name in recipes; none that an augmentation of the library has.</param>
    /// <param name="amount">How strongly, in the step's own unit; it says all that decides what the step does.</param>
    protected AugmentationStep(string name, double amount) => (Name, Amount, _stream) = (name, amount, $"augmentation {name}");

    /// <summary>Its name in recipes.</summary>
    public string Name { get; }

    /// <summary>How strongly, in the step's own unit.</summary>
    public double Amount { get; }

    /// <summary>Changes one sample: its inputs, and the truth where that changes with them.</summary>
    /// <param name="random">Random numbers of this view, decided by seed, sample and epoch; take them from nowhere else.</param>
    /// <param name="sample">The sample, changed in place. A step asks with <see cref="Sample.Asks"/> for fields that may not be read, such
    /// as the truth.</param>
    public abstract void Apply(ref RandomStream random, Sample sample);

    /// <summary>Changes one view of one sample.</summary>
    internal void Apply(ulong seed, int sample, int view, Sample whole)
    {
        var random = new RandomStream(seed, _stream).At((ulong)sample, (ulong)view);
        Apply(ref random, whole);
    }
}
